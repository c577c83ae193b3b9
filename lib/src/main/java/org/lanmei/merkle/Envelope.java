package org.lanmei.merkle;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * An entry of a log: who published what kind of thing under which agreement when, and the
 * commitment to the thing itself. An entry can be shown alone, with its {@link InclusionProof}, and
 * says no more than this; the thing is shown by showing its {@link SaltedLeaf} too.
 *
 * <p>Its one form in bytes, hashed by {@link Hash#ofLeaf}, is ASCII text of seven lines, each ended
 * by a newline:
 *
 * <pre>
 * lanmei-leaf/v1
 * kind readings
 * publisher VN
 * agreement lmc-wr-2020
 * time 2026-11-24T03:00:00.000000Z
 * count 1000
 * commitment 47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=
 * </pre>
 *
 * <p>A change of the form is a new version in the first line; readers of this one refuse it.
 *
 * @param kind what sort of thing; like publisher and agreement 1 to 200 visible ASCII characters,
 *     and never about a person
 * @param publisher who answers for it
 * @param agreement under which it is shared
 * @param time when it was recorded, in whole microseconds of the years 1970 to 9999
 * @param count how many there are of the thing, such as values in a batch
 * @param commitment {@link SaltedLeaf#commitment()}
 */
public record Envelope(
    String kind, String publisher, String agreement, Instant time, long count, Hash commitment) {

  /** Bytes an envelope can have at most. */
  public static final int LONGEST = 800;

  private static final String HEADER = "lanmei-leaf/v1";
  private static final int LONGEST_FIELD = 200;
  private static final Instant END = Instant.parse("9999-12-31T23:59:59.999999Z");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

  public Envelope {
    checkField(kind);
    checkField(publisher);
    checkField(agreement);
    if (time.isBefore(Instant.EPOCH)
        || time.isAfter(END)
        || !time.equals(time.truncatedTo(ChronoUnit.MICROS))) {
      throw new MalformedException(MalformedException.Reason.TIME);
    }
    if (count < 0) throw new MalformedException(MalformedException.Reason.NUMBER);
  }

  static void checkField(String field) {
    if (field.isEmpty()
        || field.length() > LONGEST_FIELD
        || field.chars().anyMatch(c -> c <= ' ' || c > '~')) {
      throw new MalformedException(MalformedException.Reason.ENVELOPE_FIELD);
    }
  }

  /** Its one form in bytes. */
  public byte[] encode() {
    String text =
        HEADER
            + "\nkind "
            + kind
            + "\npublisher "
            + publisher
            + "\nagreement "
            + agreement
            + "\ntime "
            + TIME.format(time)
            + "\ncount "
            + count
            + "\ncommitment "
            + commitment.base64()
            + "\n";
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** The hash that the log's tree has for it. */
  public Hash leaf() {
    return Hash.ofLeaf(encode());
  }

  /** Reads {@link #encode}'s form and no other. */
  public static Envelope parse(byte[] bytes) {
    if (bytes.length > LONGEST) throw new MalformedException(MalformedException.Reason.TOO_LONG);
    var lines = List.of(NoteText.decode(bytes).split("\n", -1));
    if (!lines.getFirst().equals(HEADER)) {
      throw new MalformedException(MalformedException.Reason.ENVELOPE_HEADER);
    }
    if (lines.size() != 8 || !lines.getLast().isEmpty()) {
      throw new MalformedException(MalformedException.Reason.ENVELOPE_LINES);
    }
    return new Envelope(
        field(lines.get(1), "kind "),
        field(lines.get(2), "publisher "),
        field(lines.get(3), "agreement "),
        time(field(lines.get(4), "time ")),
        Decimal.parse(field(lines.get(5), "count ")),
        Hash.parse(field(lines.get(6), "commitment ")));
  }

  private static String field(String line, String name) {
    if (!line.startsWith(name)) {
      throw new MalformedException(MalformedException.Reason.ENVELOPE_LINES);
    }
    return line.substring(name.length());
  }

  private static Instant time(String text) {
    try {
      Instant time = Instant.parse(text);
      if (TIME.format(time).equals(text)) return time;
    } catch (DateTimeException e) {
      throw new MalformedException(MalformedException.Reason.TIME);
    }
    throw new MalformedException(MalformedException.Reason.TIME);
  }
}
