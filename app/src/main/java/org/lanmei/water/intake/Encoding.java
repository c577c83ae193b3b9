package org.lanmei.water.intake;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/*
 * A byte order mark decides. Without one: zero bytes on one side only are UTF-16; bytes that are valid
 * UTF-8 throughout are UTF-8, since no other text of any length happens to be. What remains is one of
 * the old encodings of the region, and those are told apart by how the decoded letters sit together: a
 * Thai vowel sign needs a consonant before it, most Chinese characters of a table heading are of the
 * first level of GB 2312, and Vietnamese tone marks follow vowels.
 */
/** Which characters the bytes of a file stand for. */
final class Encoding {

  static final Charset GB18030 = Charset.forName("GB18030");
  static final Charset THAI = Charset.forName("x-windows-874");
  static final Charset VIETNAMESE = Charset.forName("windows-1258");
  static final Charset WESTERN = Charset.forName("windows-1252");

  private static final int LOOK_AT = 1 << 20;

  private Encoding() {}

  /** How the encoding became known. */
  enum Because {
    MARK,
    ZERO_BYTES,
    ASCII,
    VALID_UTF8,
    LETTERS
  }

  /**
   * @param others that the bytes could also be, the likelier first; empty when there is no doubt
   */
  record Found(Charset charset, Because because, List<Charset> others) {}

  static Found of(Content content) throws IOException {
    byte[] head;
    try (InputStream in = content.open()) {
      head = in.readNBytes(LOOK_AT);
    }
    if (starts(head, 0xEF, 0xBB, 0xBF)) {
      return new Found(StandardCharsets.UTF_8, Because.MARK, List.of());
    }
    if (starts(head, 0xFF, 0xFE)) {
      return new Found(StandardCharsets.UTF_16LE, Because.MARK, List.of());
    }
    if (starts(head, 0xFE, 0xFF)) {
      return new Found(StandardCharsets.UTF_16BE, Because.MARK, List.of());
    }
    int even = 0;
    int odd = 0;
    for (int i = 0; i < head.length; i++) {
      if (head[i] != 0) continue;
      if (i % 2 == 0) even++;
      else odd++;
    }
    if (odd > head.length / 8 && even < odd / 8) {
      return new Found(StandardCharsets.UTF_16LE, Because.ZERO_BYTES, List.of());
    }
    if (even > head.length / 8 && odd < even / 8) {
      return new Found(StandardCharsets.UTF_16BE, Because.ZERO_BYTES, List.of());
    }
    return ofSingleBytes(content, head);
  }

  private static Found ofSingleBytes(Content content, byte[] head) throws IOException {
    var utf8 = utf8(content);
    if (utf8 == Utf8.ASCII) return new Found(StandardCharsets.UTF_8, Because.ASCII, List.of());
    if (utf8 == Utf8.VALID) return new Found(StandardCharsets.UTF_8, Because.VALID_UTF8, List.of());
    var candidates = new ArrayList<Scored>();
    for (Charset charset : List.of(THAI, GB18030, VIETNAMESE, WESTERN)) {
      candidates.add(new Scored(charset, score(charset, head)));
    }
    candidates.sort((a, b) -> Double.compare(b.score, a.score));
    var likely = candidates.stream().filter(c -> c.score > 0).map(Scored::charset).toList();
    return likely.isEmpty()
        ? new Found(WESTERN, Because.LETTERS, List.of())
        : new Found(likely.getFirst(), Because.LETTERS, likely.subList(1, likely.size()));
  }

  private record Scored(Charset charset, double score) {}

  private enum Utf8 {
    ASCII,
    VALID,
    NOT
  }

  private static Utf8 utf8(Content content) throws IOException {
    int open = 0;
    boolean ascii = true;
    try (var in = new BufferedInputStream(content.open(), 1 << 16)) {
      for (int b = in.read(); b >= 0; b = in.read()) {
        if (open > 0) {
          if ((b & 0xC0) != 0x80) return Utf8.NOT;
          open--;
        } else if (b >= 0x80) {
          ascii = false;
          if (b >= 0xC2 && b <= 0xDF) open = 1;
          else if (b >= 0xE0 && b <= 0xEF) open = 2;
          else if (b >= 0xF0 && b <= 0xF4) open = 3;
          else return Utf8.NOT;
        }
      }
    }
    if (open > 0) return Utf8.NOT;
    return ascii ? Utf8.ASCII : Utf8.VALID;
  }

  /** From 0 (impossible) to 1 (every letter is where it belongs). */
  private static double score(Charset charset, byte[] bytes) {
    CharBuffer text = decoded(charset, bytes);
    if (text == null) return 0;
    int beyond = 0;
    int fitting = 0;
    char before = ' ';
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c > 127) {
        beyond++;
        if (fits(charset, before, c)) fitting++;
      }
      before = c;
    }
    return beyond == 0 ? 0 : (double) fitting / beyond;
  }

  private static boolean fits(Charset charset, char before, char c) {
    if (c < 0xA0) return false;
    if (isSign(c)) return true;
    if (charset.equals(THAI)) {
      boolean mark = c == '\u0e31' || (c >= '\u0e34' && c <= '\u0e3a') || c >= '\u0e47';
      return c >= '\u0e01'
          && c <= '\u0e5b'
          && (!mark || (before >= '\u0e01' && before <= '\u0e4e'));
    }
    if (charset.equals(GB18030)) {
      if (c >= '\uff01' && c <= '\uff5e') return true;
      if (c < '\u4e00' || c > '\u9fff') return c >= '\u3000' && c <= '\u303f';
      byte[] two = String.valueOf(c).getBytes(GB18030);
      int lead = two[0] & 0xFF;
      return lead >= 0xB0 && lead <= 0xD7 && (two[1] & 0xFF) >= 0xA1;
    }
    if (charset.equals(VIETNAMESE)) {
      boolean tone = c >= '\u0300' && c <= '\u0323';
      return tone
          ? "aeiouyAEIOUY\u0103\u00e2\u00ea\u00f4\u01a1\u01b0\u0102\u00c2\u00ca\u00d4\u01a0\u01af"
                  .indexOf(before)
              >= 0
          : "\u0103\u00e2\u0111\u00ea\u00f4\u01a1\u01b0\u0102\u00c2\u0110\u00ca\u00d4\u01a0\u01af\u00e0\u00e8\u00e9\u00e1\u00f3\u00f9\u00fa\u00ed\u20ab"
                  .indexOf(c)
              >= 0;
    }
    if (!Character.isLetter(c)) return false;
    return !Character.isLetter(before) || (before < 0x100 && Character.isLowerCase(c));
  }

  /** Degree, micro, superscript: at home in every table. */
  private static boolean isSign(char c) {
    return c == '\u00b0' || c == '\u00b5' || c == '\u00b2' || c == '\u00b3' || c == '\u00a0';
  }

  private static @org.jspecify.annotations.Nullable CharBuffer decoded(
      Charset charset, byte[] bytes) {
    // A character may have been cut at the end of what is looked at.
    for (int cut = 0; cut < 4 && cut < bytes.length; cut++) {
      try {
        return charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT)
            .decode(ByteBuffer.wrap(bytes, 0, bytes.length - cut));
      } catch (CharacterCodingException e) {
        if (bytes.length < LOOK_AT) return null;
      }
    }
    return null;
  }

  private static boolean starts(byte[] bytes, int... with) {
    if (bytes.length < with.length) return false;
    for (int i = 0; i < with.length; i++) {
      if ((bytes[i] & 0xFF) != with[i]) return false;
    }
    return true;
  }
}
