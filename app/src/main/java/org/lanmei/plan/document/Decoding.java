package org.lanmei.plan.document;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.lanmei.plan.document.UnreadableDocument.Reason;

/* How the encoding of a text is found. Every step decodes strictly; no byte is ever replaced.
 *
 * 1. A byte order mark (UTF-8, UTF-16, UTF-32, GB18030) decides.
 * 2. A zero byte: no text of more than one line in UTF-16 is without one, and no UTF-8 or GB18030
 *    text has one. The byte order is the one that gives characters plans are written in; when both
 *    or neither do, the file is refused.
 * 3. UTF-8, when all bytes are valid.
 * 4. What an HTML page declares of itself, when that is an encoding we know.
 * 5. GB18030, when all bytes are valid and the result looks like Chinese: four of five Chinese
 *    characters are among the 3,755 common ones (first level of GB 2312) after simplification.
 *    Western 8-bit text often is valid GB18030, but gives rare characters.
 */

/**
 * A text and the encoding it was found to be in.
 *
 * @param text without its byte order mark
 */
record Decoding(String text, Charset charset) {

  private static final Charset GB18030 = Charset.forName("GB18030");

  private record Mark(Charset charset, String hex) {}

  /** UTF-32 before UTF-16: the mark of one begins with the mark of the other. */
  private static final List<Mark> MARKS =
      List.of(
          new Mark(StandardCharsets.UTF_8, "efbbbf"),
          new Mark(Charset.forName("UTF-32LE"), "fffe0000"),
          new Mark(Charset.forName("UTF-32BE"), "0000feff"),
          new Mark(StandardCharsets.UTF_16LE, "fffe"),
          new Mark(StandardCharsets.UTF_16BE, "feff"),
          new Mark(GB18030, "84319533"));

  private static final Pattern DECLARED =
      Pattern.compile(
          "<meta[^>]{0,200}charset\\s*=\\s*[\"']?([A-Za-z0-9_-]{2,20})", Pattern.CASE_INSENSITIVE);

  private static final Map<String, Charset> DECLARABLE =
      Map.ofEntries(
          Map.entry("utf-8", StandardCharsets.UTF_8),
          Map.entry("utf8", StandardCharsets.UTF_8),
          Map.entry("gb2312", GB18030),
          Map.entry("gbk", GB18030),
          Map.entry("gb18030", GB18030),
          Map.entry("big5", Charset.forName("Big5-HKSCS")),
          Map.entry("big5-hkscs", Charset.forName("Big5-HKSCS")),
          Map.entry("windows-1252", Charset.forName("windows-1252")),
          Map.entry("iso-8859-1", Charset.forName("windows-1252")));

  /**
   * Finds the encoding.
   *
   * @throws UnreadableDocument when none reads all bytes, or two do
   */
  static Decoding of(byte[] bytes) {
    String start = HexFormat.of().formatHex(bytes, 0, Math.min(4, bytes.length));
    for (Mark mark : MARKS) {
      if (!start.startsWith(mark.hex())) continue;
      return sound(strictly(bytes, mark.hex().length() / 2, mark.charset()).orThrow(), bytes);
    }
    if (contains(bytes, (byte) 0)) return utf16(bytes);

    var utf8 = strictly(bytes, 0, StandardCharsets.UTF_8);
    if (utf8.complete()) return sound(utf8.orThrow(), bytes);

    Charset declared = declared(bytes);
    if (declared != null && !declared.equals(GB18030)) {
      return sound(strictly(bytes, 0, declared).orThrow(), bytes);
    }
    var gb = strictly(bytes, 0, GB18030);
    if (gb.complete() && looksChinese(gb.text())) return sound(gb.orThrow(), bytes);
    // Report against the encoding the file seems to be meant in.
    boolean meantGb = !gb.complete() && gb.offset() > utf8.offset() && looksChinese(gb.text());
    throw (meantGb ? gb : utf8).failure();
  }

  private static Decoding utf16(byte[] bytes) {
    var little = strictly(bytes, 0, StandardCharsets.UTF_16LE);
    var big = strictly(bytes, 0, StandardCharsets.UTF_16BE);
    double l = usual(little.text());
    double b = usual(big.text());
    boolean likeLittle = l >= 0.9;
    boolean likeBig = b >= 0.9;
    if (likeLittle && likeBig) throw UnreadableDocument.because(Reason.AMBIGUOUS);
    if (!likeLittle && !likeBig) throw UnreadableDocument.because(Reason.NOT_A_DOCUMENT);
    return sound((likeLittle ? little : big).orThrow(), bytes);
  }

  /** The share of characters that plans in Chinese or Latin script are written in. */
  private static double usual(String text) {
    if (text.isEmpty()) return 0;
    int usual = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean is =
          (c >= 0x20 && c < 0x7F)
              || c == '\t'
              || c == '\n'
              || c == '\r'
              || (c >= 0xA0 && c < 0x250)
              || (c >= 0x1E00 && c < 0x1F00)
              || (c >= 0x2010 && c < 0x2040)
              || (c >= 0x3000 && c < 0x3020)
              || (c >= 0x4E00 && c < 0xA000)
              || (c >= 0xFF01 && c < 0xFF60);
      if (is) usual++;
    }
    return (double) usual / text.length();
  }

  private static boolean looksChinese(String text) {
    CharsetEncoder gb2312 = Charset.forName("GB2312").newEncoder();
    int han = 0;
    int common = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      int type = Character.getType(c);
      if (type == Character.PRIVATE_USE) return false;
      if (!Characters.isHan(c)) continue;
      han++;
      char simple = Characters.compared(c);
      if (!gb2312.canEncode(simple)) continue;
      try {
        int lead = gb2312.encode(CharBuffer.wrap(new char[] {simple})).get(0) & 0xFF;
        if (lead >= 0xB0 && lead <= 0xD7) common++;
      } catch (java.nio.charset.CharacterCodingException e) {
        throw new IllegalStateException(e);
      }
    }
    return han > 0 && common >= 0.8 * han;
  }

  /** Refuses control characters, which text has none of, and marks of characters lost before. */
  private static Decoding sound(Decoding decoded, byte[] bytes) {
    String text = decoded.text();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean control = Character.isISOControl(c) && "\t\n\u000b\f\r\u0085".indexOf(c) < 0;
      if (control || c >= 0xFFFE) throw UnreadableDocument.because(Reason.NOT_A_DOCUMENT);
      if (c == 0xFFFD) {
        String before = text.substring(0, i);
        int skipped = bytes.length - text.getBytes(decoded.charset()).length;
        throw UnreadableDocument.at(
            Reason.LOST_CHARACTER,
            lines(before),
            (long) before.getBytes(decoded.charset()).length + skipped);
      }
    }
    return decoded;
  }

  /** What one encoding makes of the bytes; {@code offset} −1 = all of them. */
  private record Attempt(String text, Charset charset, int offset) {

    boolean complete() {
      return offset < 0;
    }

    Decoding orThrow() {
      if (!complete()) throw failure();
      return new Decoding(text, charset);
    }

    UnreadableDocument failure() {
      return UnreadableDocument.at(Reason.UNDECODABLE, lines(text), offset, charset.name());
    }
  }

  private static Attempt strictly(byte[] bytes, int from, Charset charset) {
    var decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    var in = ByteBuffer.wrap(bytes, from, bytes.length - from);
    var out = CharBuffer.allocate((int) ((bytes.length - from) * decoder.maxCharsPerByte()) + 4);
    var result = decoder.decode(in, out, true);
    if (!result.isError()) result = decoder.flush(out);
    return new Attempt(out.flip().toString(), charset, result.isError() ? in.position() : -1);
  }

  private static int lines(String before) {
    return (int) LineEnds.ANY.matcher(before).results().count() + 1;
  }

  private static @Nullable Charset declared(byte[] bytes) {
    String head = new String(bytes, 0, Math.min(bytes.length, 2048), StandardCharsets.ISO_8859_1);
    var m = DECLARED.matcher(head);
    return m.find() ? DECLARABLE.get(m.group(1).toLowerCase(Locale.ROOT)) : null;
  }

  static boolean startsWith(byte[] bytes, int... start) {
    if (bytes.length < start.length) return false;
    byte[] wanted = new byte[start.length];
    for (int i = 0; i < start.length; i++) wanted[i] = (byte) start[i];
    return Arrays.equals(bytes, 0, start.length, wanted, 0, start.length);
  }

  private static boolean contains(byte[] bytes, byte wanted) {
    for (byte b : bytes) if (b == wanted) return true;
    return false;
  }
}
