package org.lanmei.water.intake;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.Message;
import org.lanmei.kernel.Party;

/**
 * A file on its way in.
 *
 * @param file its address in the module of files
 * @param version of the source's profile; null = none is confirmed for it yet
 * @param answers choices made so far
 * @param reason why values differ from earlier ones; null = none given
 * @param stopped why it was stopped; empty = it was not
 * @param all rows in the file; null = not counted yet
 * @param read rows that were dealt with
 * @param taken values that were new or corrected
 * @param same values that were there already
 * @param corrected values among the taken that now have another version
 * @param empty rows without a value
 * @param bad rows that were left out
 * @param inbox where it lay in a watched folder; null = sent by a person
 * @param person who sent it, or confirmed the profile of the watched folder
 * @param finishedAt null = not yet
 */
public record Job(
    UUID id,
    String source,
    Party party,
    String file,
    String fileName,
    @Nullable Integer version,
    Map<String, String> answers,
    @Nullable String reason,
    State state,
    List<Message> stopped,
    @Nullable Long all,
    long read,
    long taken,
    long same,
    long corrected,
    long empty,
    long bad,
    @Nullable String inbox,
    UUID person,
    Instant at,
    @Nullable Instant finishedAt) {

  /** How far it has come. */
  public enum State {
    /** A person must confirm how the file is read. */
    PROPOSED,
    WAITING,
    LOADING,
    /** It does not fit its profile, or could not go on; a person decides. */
    STOPPED,
    DONE,
    CANCELLED;

    String code() {
      return name().toLowerCase(Locale.ROOT);
    }

    public String key() {
      return "water.intake.state." + code();
    }
  }

  public boolean running() {
    return state == State.WAITING || state == State.LOADING;
  }

  public boolean over() {
    return state == State.DONE || state == State.CANCELLED;
  }
}
