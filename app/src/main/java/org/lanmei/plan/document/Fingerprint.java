package org.lanmei.plan.document;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;

/* What is kept of a text.
 *
 * exact   first 64 bits of the SHA-256 of the normal form: compatibility-normalised (NFKC),
 *         simplified Chinese, lower case, letters, digits and symbols only;
 * form    first 24 bits of the SHA-256 of the same with its punctuation, where the widths and shapes
 *         of one mark (，and , or “ and 「) are one;
 * sketch  2 bits each of 256 min-hashes over the set of pairs of neighbouring characters, or of
 *         words where the text is in Latin script. The share of equal 2-bit values estimates the
 *         Jaccard similarity: two different values agree by chance in a quarter of the cases, hence
 *         J = (share − 1/4) / (3/4), with a standard error of 0.05 at most (0.04 at J = 1/2).
 */

/** Recognises a text, and texts like it, without containing it. */
public final class Fingerprint {

  private static final int HASHES = 256;
  private static final int WORDS = HASHES * 2 / Long.SIZE;

  private final long exact;
  private final int form;
  private final long[] sketch;

  private Fingerprint(long exact, int form, long[] sketch) {
    this.exact = exact;
    this.form = form;
    this.sketch = sketch;
  }

  /** The fingerprint of a sentence or title. */
  public static Fingerprint of(String text) {
    String compared = Characters.compared(text);
    return new Fingerprint(exact(compared), (int) (hash(form(compared)) >>> 40), sketch(compared));
  }

  /** From what {@link #encoded()} gave; throws IllegalArgumentException for anything else. */
  static Fingerprint decoded(String exact, String form, String sketch) {
    byte[] e = Base64.getUrlDecoder().decode(exact);
    byte[] f = Base64.getUrlDecoder().decode(form);
    byte[] s = Base64.getUrlDecoder().decode(sketch);
    if (e.length != 8 || f.length != 3 || s.length != 8 * WORDS) {
      throw new IllegalArgumentException("no fingerprint: " + exact);
    }
    long[] words = new long[WORDS];
    ByteBuffer.wrap(s).asLongBuffer().get(words);
    int three = (f[0] & 0xFF) << 16 | (f[1] & 0xFF) << 8 | (f[2] & 0xFF);
    return new Fingerprint(ByteBuffer.wrap(e).getLong(), three, words);
  }

  /** The three columns exact, form and sketch, in base64 for addresses, with commas between. */
  String encoded() {
    var words = ByteBuffer.allocate(8 * WORDS);
    for (long w : sketch) words.putLong(w);
    var encoder = Base64.getUrlEncoder().withoutPadding();
    byte[] three = {(byte) (form >>> 16), (byte) (form >>> 8), (byte) form};
    return encoder.encodeToString(ByteBuffer.allocate(8).putLong(exact).array())
        + ","
        + encoder.encodeToString(three)
        + ","
        + encoder.encodeToString(words.array());
  }

  long exact() {
    return exact;
  }

  /** The same words, whatever the script, widths and punctuation. */
  public boolean sameWords(Fingerprint other) {
    return exact == other.exact;
  }

  /** The same words and the same marks, whatever the script and the widths. */
  public boolean sameForm(Fingerprint other) {
    return exact == other.exact && form == other.form;
  }

  /**
   * How much of their pairs of characters (or words) two texts share, estimated.
   *
   * @return 0 nothing to 1 all; exactly 1 for the same words
   */
  public double similarity(Fingerprint other) {
    if (sameWords(other)) return 1;
    int equal = 0;
    for (int i = 0; i < WORDS; i++) {
      long differ = sketch[i] ^ other.sketch[i];
      long either = (differ | differ >>> 1) & 0x5555555555555555L;
      equal += Long.SIZE / 2 - Long.bitCount(either);
    }
    double share = (double) equal / HASHES;
    return Math.clamp((share - 0.25) / 0.75, 0, 1);
  }

  /** The exact hash of a piece of an already {@linkplain Characters#compared compared} text. */
  static long exact(String compared) {
    return hash(words(compared));
  }

  private static String words(String compared) {
    var out = new StringBuilder(compared.length());
    compared.codePoints().filter(Fingerprint::carries).forEach(out::appendCodePoint);
    return out.toString();
  }

  private static boolean carries(int c) {
    return switch (Character.getType(c)) {
      case Character.DASH_PUNCTUATION,
          Character.START_PUNCTUATION,
          Character.END_PUNCTUATION,
          Character.CONNECTOR_PUNCTUATION,
          Character.OTHER_PUNCTUATION,
          Character.INITIAL_QUOTE_PUNCTUATION,
          Character.FINAL_QUOTE_PUNCTUATION,
          Character.SPACE_SEPARATOR,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.CONTROL,
          Character.FORMAT ->
          false;
      default -> c != '~' && c != '`';
    };
  }

  private static String form(String compared) {
    var out = new StringBuilder(compared.length());
    char last = 0;
    for (int i = 0; i < compared.length(); i++) {
      char c = compared.charAt(i);
      if (Character.isWhitespace(c) || Character.getType(c) == Character.FORMAT) continue;
      if ("\"'“”‘’„「」『』＂".indexOf(c) >= 0) c = '"';
      else if ("-—–―‐‑−─~".indexOf(c) >= 0) c = '-';
      else if ("〈《<".indexOf(c) >= 0) c = '<';
      else if ("〉》>".indexOf(c) >= 0) c = '>';
      else if ("。．.".indexOf(c) >= 0) c = '.';
      else if ("·•・‧".indexOf(c) >= 0) c = '·';
      else if ("[【〔".indexOf(c) >= 0) c = '[';
      else if ("]】〕".indexOf(c) >= 0) c = ']';
      if (c == last && (c == '-' || c == '.')) continue;
      out.append(c);
      last = c;
    }
    return out.toString();
  }

  private static long[] sketch(String compared) {
    long[] least = new long[HASHES];
    Arrays.fill(least, -1);
    for (long feature : features(compared)) {
      for (int i = 0; i < HASHES; i++) {
        long h = mix(feature + i * 0x9E3779B97F4A7C15L);
        if (Long.compareUnsigned(h, least[i]) < 0) least[i] = h;
      }
    }
    long[] sketch = new long[WORDS];
    for (int i = 0; i < HASHES; i++) sketch[i / 32] |= (least[i] & 3) << (i % 32 * 2);
    return sketch;
  }

  private static Set<Long> features(String compared) {
    int latin = 0;
    int others = 0;
    for (int i = 0; i < compared.length(); i++) {
      char c = compared.charAt(i);
      if (!Character.isLetter(c)) continue;
      if (c < 0x250 || (c >= 0x1E00 && c < 0x1F00)) latin++;
      else others++;
    }
    boolean words = latin > 3 * others;
    var features = new HashSet<Long>();
    long last = 0;
    int tokens = 0;
    int i = 0;
    while (i < compared.length()) {
      int c = compared.codePointAt(i);
      int start = i;
      i += Character.charCount(c);
      if (!carries(c)) continue;
      if (word(c)) {
        while (i < compared.length() && word(compared.codePointAt(i))) i++;
      }
      long token = 0xCBF29CE484222325L;
      for (int j = start; j < i; j++) token = (token ^ compared.charAt(j)) * 0x100000001B3L;
      token = mix(token);
      if (words) features.add(token);
      else if (tokens > 0) features.add(mix(last * 31 + token));
      last = token;
      tokens++;
    }
    if (tokens == 1) features.add(last);
    return features;
  }

  /** Part of a word that is taken whole: Latin letters and digits. */
  private static boolean word(int c) {
    return (c < 0x250 && Character.isLetterOrDigit(c)) || (c >= 0x1E00 && c < 0x1F00);
  }

  /** The finaliser of SplitMix64. */
  private static long mix(long z) {
    long a = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
    long b = (a ^ a >>> 27) * 0x94D049BB133111EBL;
    return b ^ b >>> 31;
  }

  private static long hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return ByteBuffer.wrap(digest).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof Fingerprint f
        && exact == f.exact
        && form == f.form
        && Arrays.equals(sketch, f.sketch);
  }

  @Override
  public int hashCode() {
    return Long.hashCode(exact);
  }

  @Override
  public String toString() {
    return encoded();
  }
}
