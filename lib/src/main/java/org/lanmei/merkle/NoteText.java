package org.lanmei.merkle;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** What may stand in a note and in the name of a key (c2sp.org/signed-note, "Format"). */
final class NoteText {

  private NoteText() {}

  /** Reads UTF-8 strictly. */
  static String decode(byte[] bytes) {
    String text;
    try {
      text =
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(bytes))
              .toString();
    } catch (CharacterCodingException e) {
      throw new MalformedException(MalformedException.Reason.NOT_UTF8);
    }
    check(text);
    return text;
  }

  static void check(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' && c != '\n') {
        throw new MalformedException(MalformedException.Reason.CONTROL_CHARACTER);
      }
    }
    // Half a surrogate pair would be written as a question mark.
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      throw new MalformedException(MalformedException.Reason.NOT_UTF8);
    }
  }

  static byte[] encode(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static String checkName(String name) {
    check(name);
    if (name.isEmpty() || name.codePoints().anyMatch(NoteText::spaceOrPlus)) {
      throw new MalformedException(MalformedException.Reason.NAME);
    }
    return name;
  }

  private static boolean spaceOrPlus(int c) {
    // U+0085 is a Unicode space that Java counts as a control character only.
    return c == '+' || c == 0x85 || Character.isSpaceChar(c) || Character.isWhitespace(c);
  }
}
