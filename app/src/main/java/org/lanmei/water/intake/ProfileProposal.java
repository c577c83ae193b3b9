package org.lanmei.water.intake;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.Message;
import org.lanmei.kernel.SeriesKey;

/**
 * What was understood of a file, why, and what a person must decide before anything is loaded.
 *
 * @param rows rows of data
 * @param ready values that would be taken
 * @param none cells that say that there is no value
 * @param badRows rows that would be left out
 * @param firstBad the first of them
 * @param preview the first and the last rows, read as the likeliest choices say
 * @param likely the profile with the likeliest choices; null when it cannot be made without an
 *     answer
 * @param profile the profile with the choices made; null as long as a question is open
 */
public record ProfileProposal(
    String fileName,
    List<String> columns,
    long rows,
    long ready,
    long none,
    long badRows,
    List<BadRow> firstBad,
    List<Finding> findings,
    List<Question> questions,
    List<Shown> preview,
    @Nullable Profile likely,
    @Nullable Profile profile) {

  public ProfileProposal {
    columns = List.copyOf(columns);
    firstBad = List.copyOf(firstBad);
    findings = List.copyOf(findings);
    questions = List.copyOf(questions);
    preview = List.copyOf(preview);
  }

  /** What a finding or a question is about. */
  public enum Setting {
    ENCODING,
    TABLE,
    TIME,
    ZONE,
    SHIFT,
    NUMBERS,
    UNIT,
    SERIES;

    public String key() {
      return "water.intake.setting." + name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** A line of the file that a finding rests on. */
  public record Evidence(long line, String text) {}

  /**
   * What was found out, and what it rests on.
   *
   * @param warning the file contradicts itself or its neighbours
   */
  public record Finding(Setting setting, boolean warning, Message says, List<Evidence> evidence) {
    public Finding {
      evidence = List.copyOf(evidence);
    }
  }

  /**
   * One answer to a question.
   *
   * @param reading how the evidence of the question reads with this choice; null = nothing to show
   */
  public record Option(String value, Message label, @Nullable String reading) {}

  /**
   * What a person decides.
   *
   * @param id such as {@code zone}
   * @param recommended by the evidence; null = the evidence does not say
   * @param must nothing is loaded until a person has chosen
   * @param chosen by a person; null = not yet
   */
  public record Question(
      String id,
      Setting setting,
      Message asks,
      @Nullable Evidence evidence,
      List<Option> options,
      @Nullable String recommended,
      boolean must,
      @Nullable String chosen) {
    public Question {
      options = List.copyOf(options);
    }

    public boolean open() {
      return chosen == null && (must || recommended == null);
    }

    /** What counts now: the choice, or the recommendation. */
    public @Nullable String likely() {
      return chosen != null ? chosen : recommended;
    }
  }

  /**
   * A row of the preview.
   *
   * @param written the stamp as the file has it
   * @param at null = the row is bad
   * @param series null as {@code at}, and when the row has no value
   * @param bad what is wrong; null = nothing
   */
  public record Shown(
      long line,
      String written,
      @Nullable Instant at,
      @Nullable SeriesKey series,
      @Nullable Double value,
      String zone,
      @Nullable Message bad) {

    /** The moment in UTC; empty when the row is bad. */
    public String utc() {
      return at == null ? "" : minutes(at.atOffset(ZoneOffset.UTC));
    }

    /** The moment on the station's clock; empty when the row is bad. */
    public String local() {
      if (at == null) return "";
      var offset = zone.equals("UTC") ? ZoneOffset.UTC : ZoneOffset.of(zone.substring(3));
      return minutes(at.atOffset(offset));
    }

    private static String minutes(OffsetDateTime at) {
      return at.toLocalDate() + " " + at.toLocalTime();
    }
  }

  /** Whether a person can confirm it. */
  public boolean confirmable() {
    return profile != null;
  }

  /** The series that would be loaded, as far as they are known. */
  public List<SeriesKey> series() {
    return likely == null
        ? List.of()
        : likely.rules().stream().map(Profile.Rule::series).distinct().sorted().toList();
  }

  public List<Question> open() {
    return questions.stream().filter(Question::open).toList();
  }
}
