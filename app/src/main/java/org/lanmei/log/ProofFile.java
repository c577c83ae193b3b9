package org.lanmei.log;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.SeriesKey;
import org.lanmei.merkle.Envelope;
import org.lanmei.merkle.Hash;
import org.lanmei.merkle.InclusionProof;
import org.lanmei.merkle.MalformedException;
import org.lanmei.merkle.Salt;
import org.lanmei.merkle.SaltedLeaf;
import org.lanmei.merkle.SeriesDisclosure;
import org.lanmei.merkle.SignedNote;
import org.lanmei.merkle.VerifierKey;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/*
 * One form only.
 *
 * A file that can be written in two ways can be changed without anybody noticing. So a proof file has
 * exactly one form in bytes, and nothing in it that is not bound to the signed checkpoint: what is read
 * is written again and must give the same bytes, and every field is either checked against a constant
 * or goes into a hash. Two things follow. The file has no title, no address, no remark. And of the small
 * tree over the series of a batch it has neither index nor size, which a proof there does not fix, but
 * for each sibling the side it stands on, which it does.
 *
 * The format is described for others in docs/proof-file.md.
 */
/**
 * What was recorded, with everything needed to check offline that it was: the content or the
 * values, the salts, the entries of the log, their proofs, and the signed checkpoint.
 *
 * @param keys of the checkpoints, as the node gives them: sorted, each of them used
 * @param series of what series the entries show values; null = they show records
 * @param logs at least one, in the order they were begun
 */
public record ProofFile(List<VerifierKey> keys, @Nullable Series series, List<Log> logs) {

  static final String FORMAT = "lanmei-proof/v1";

  private static final JsonMapper JSON = JsonMapper.builder().build();

  public ProofFile {
    keys = List.copyOf(keys);
    logs = List.copyOf(logs);
  }

  /**
   * Of what the values are.
   *
   * @param unit UCUM
   */
  public record Series(SeriesKey key, String unit) {}

  /**
   * What is shown of one log.
   *
   * @param checkpoint of the tree that the entries are proved to be in
   * @param entries at least one, in their order
   */
  public record Log(SignedNote checkpoint, List<Entry> entries) {
    public Log {
      entries = List.copyOf(entries);
    }
  }

  /**
   * An entry and its place.
   *
   * @param envelope what the log itself says
   * @param shown what of the thing itself is shown
   */
  public record Entry(Envelope envelope, InclusionProof proof, Shown shown) {}

  /** What of a record is shown, and what it takes to see that the entry committed to it. */
  public sealed interface Shown {

    /** The record as it was given to the log. */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    record Content(Salt salt, byte[] content) implements Shown {
      SaltedLeaf leaf() {
        return new SaltedLeaf(salt, Hash.of(content));
      }
    }

    /** What a batch says of one series, all of it. */
    record Values(SeriesDisclosure disclosure, List<ValuesDigest.Value> values) implements Shown {
      public Values {
        values = List.copyOf(values);
      }
    }
  }

  /** What was read is not a proof file, or is one in another form than its own. */
  static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1;
  }

  // writing

  /** Its one form in bytes: JSON with sorted keys and without blanks, and a final newline. */
  public byte[] encode() {
    var file = new LinkedHashMap<String, Object>();
    file.put("format", FORMAT);
    file.put("keys", keys.stream().map(VerifierKey::toString).toList());
    if (series != null) {
      file.put("series", Map.of("key", series.key().toString(), "unit", series.unit()));
    }
    file.put("logs", logs.stream().map(ProofFile::write).toList());
    byte[] json = CanonicalJson.write(file);
    byte[] bytes = Arrays.copyOf(json, json.length + 1);
    bytes[json.length] = '\n';
    return bytes;
  }

  private static Map<String, Object> write(Log log) {
    return Map.of(
        "checkpoint",
        new String(log.checkpoint().encode(), StandardCharsets.UTF_8),
        "entries",
        log.entries().stream().map(ProofFile::write).toList());
  }

  private static Map<String, Object> write(Entry entry) {
    var json = new LinkedHashMap<String, Object>();
    json.put("envelope", new String(entry.envelope().encode(), StandardCharsets.US_ASCII));
    json.put("index", entry.proof().index());
    json.put("path", write(entry.proof().path()));
    switch (entry.shown()) {
      case Shown.Content shown -> {
        json.put("salt", write(shown.salt()));
        utf8(shown.content())
            .ifPresentOrElse(
                text -> json.put("content", text),
                () -> json.put("contentBase64", base64(shown.content())));
      }
      case Shown.Values shown -> {
        var disclosure = shown.disclosure();
        json.put("salt", write(disclosure.leafSalt()));
        json.put("seriesSalt", write(disclosure.opening().salt()));
        json.put("seriesPath", write(disclosure.proof().path()));
        json.put("seriesSides", sides(disclosure));
        json.put("values", shown.values().stream().map(ProofFile::write).toList());
      }
    }
    return json;
  }

  private static List<String> write(List<Hash> path) {
    return path.stream().map(Hash::base64).toList();
  }

  private static String write(Salt salt) {
    return base64(salt.reveal());
  }

  private static List<Object> write(ValuesDigest.Value said) {
    var pair = new ArrayList<Object>();
    pair.add(said.at().toString());
    Double value = said.value();
    if (said.retracted()) pair.add("retracted");
    else if (value == null) pair.add("none");
    else pair.add(value == 0 ? 0.0 : value);
    if (said.confirmed()) pair.add("confirmed");
    return pair;
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static Optional<String> utf8(byte[] bytes) {
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  /** For each sibling, from the series upwards, whether it stands left or right. */
  private static String sides(SeriesDisclosure disclosure) {
    long index = disclosure.proof().index();
    int inner = Long.SIZE - Long.numberOfLeadingZeros(index ^ (disclosure.size() - 1));
    var sides = new StringBuilder();
    for (int i = 0; i < disclosure.proof().path().size(); i++) {
      sides.append(i >= inner || ((index >>> i) & 1) == 1 ? 'L' : 'R');
    }
    return sides.toString();
  }

  // reading

  /**
   * Reads what {@link #encode} writes and nothing else. Nothing in it is to be believed before it
   * is verified.
   */
  static ProofFile parse(byte[] bytes) throws Unreadable {
    try {
      var file = read(JSON.readTree(bytes));
      if (Arrays.equals(file.encode(), bytes)) return file;
    } catch (JacksonException
        | MalformedException
        | IllegalArgumentException
        | DateTimeException
        | Missing e) {
      throw new Unreadable();
    }
    throw new Unreadable();
  }

  /** A field is not there, or is not what it should be. */
  private static final class Missing extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  private static ProofFile read(JsonNode json) {
    if (!text(json, "format").equals(FORMAT)) throw new Missing();
    var keys = new ArrayList<VerifierKey>();
    for (JsonNode key : array(json, "keys")) keys.add(VerifierKey.parse(text(key)));
    Series series = json.has("series") ? series(json.get("series")) : null;
    var logs = new ArrayList<Log>();
    for (JsonNode log : array(json, "logs")) logs.add(log(log, series));
    return new ProofFile(keys, series, logs);
  }

  private static Series series(JsonNode json) {
    var key = SeriesKey.parse(text(json, "key")).orElseThrow(Missing::new);
    return new Series(key, text(json, "unit"));
  }

  private static Log log(JsonNode json, @Nullable Series series) {
    var note = SignedNote.parse(text(json, "checkpoint").getBytes(StandardCharsets.UTF_8));
    var entries = new ArrayList<Entry>();
    for (JsonNode entry : array(json, "entries")) entries.add(entry(entry, series));
    return new Log(note, entries);
  }

  private static Entry entry(JsonNode json, @Nullable Series series) {
    var envelope = Envelope.parse(text(json, "envelope").getBytes(StandardCharsets.UTF_8));
    JsonNode index = json.get("index");
    if (index == null || !index.isIntegralNumber() || !index.canConvertToLong()) {
      throw new Missing();
    }
    var proof = new InclusionProof(index.longValue(), path(json, "path"));
    var salt = salt(json, "salt");
    if (series == null) return new Entry(envelope, proof, new Shown.Content(salt, content(json)));
    return new Entry(envelope, proof, values(json, series, salt));
  }

  private static byte[] content(JsonNode json) {
    return json.has("content")
        ? text(json, "content").getBytes(StandardCharsets.UTF_8)
        : Base64.getDecoder().decode(text(json, "contentBase64"));
  }

  private static Shown values(JsonNode json, Series series, Salt leafSalt) {
    var values = new ArrayList<ValuesDigest.Value>();
    var digest = new ValuesDigest(series.key(), series.unit());
    for (JsonNode pair : array(json, "values")) {
      var said = value(pair);
      digest.add(said);
      values.add(said);
    }
    String sides = text(json, "seriesSides");
    List<Hash> path = path(json, "seriesPath");
    if (sides.length() != path.size() || path.size() > 62) throw new Missing();
    long index = 0;
    for (int i = 0; i < sides.length(); i++) {
      if (sides.charAt(i) == 'L') index |= 1L << i;
      else if (sides.charAt(i) != 'R') throw new Missing();
    }
    var disclosure =
        new SeriesDisclosure(
            series.key().toString(),
            new SaltedLeaf(salt(json, "seriesSalt"), digest.digest()),
            new InclusionProof(index, path),
            1L << path.size(),
            leafSalt);
    return new Shown.Values(disclosure, values);
  }

  private static ValuesDigest.Value value(JsonNode pair) {
    if (!pair.isArray() || pair.size() < 2 || pair.size() > 3) throw new Missing();
    boolean confirmed = pair.size() == 3;
    if (confirmed && !text(pair.get(2)).equals("confirmed")) throw new Missing();
    var at = Instant.parse(text(pair.get(0)));
    JsonNode value = pair.get(1);
    if (value.isNumber()) return new ValuesDigest.Value(at, value.doubleValue(), false, confirmed);
    if (confirmed) throw new Missing();
    return switch (text(value)) {
      case "none" -> new ValuesDigest.Value(at, null, false);
      case "retracted" -> new ValuesDigest.Value(at, null, true);
      default -> throw new Missing();
    };
  }

  private static List<Hash> path(JsonNode json, String name) {
    var path = new ArrayList<Hash>();
    for (JsonNode hash : array(json, name)) path.add(Hash.parse(text(hash)));
    return path;
  }

  private static Salt salt(JsonNode json, String name) {
    return Salt.copyOf(Base64.getDecoder().decode(text(json, name)));
  }

  private static JsonNode array(JsonNode json, String name) {
    JsonNode array = json.get(name);
    if (array == null || !array.isArray()) throw new Missing();
    return array;
  }

  private static String text(JsonNode json, String name) {
    JsonNode text = json.get(name);
    if (text == null) throw new Missing();
    return text(text);
  }

  private static String text(JsonNode json) {
    if (!json.isString()) throw new Missing();
    return json.stringValue();
  }
}
