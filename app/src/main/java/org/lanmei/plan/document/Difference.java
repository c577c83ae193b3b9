package org.lanmei.plan.document;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.Message;
import org.lanmei.plan.CommitmentId;

/**
 * One way in which a document differs from a register. Ids and addresses named {@code at}, {@code
 * to} or {@code into} are the document's, all others the register's.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Difference.SentenceAdded.class, name = "sentence-added"),
  @JsonSubTypes.Type(value = Difference.SentenceRemoved.class, name = "sentence-removed"),
  @JsonSubTypes.Type(value = Difference.SentenceChanged.class, name = "sentence-changed"),
  @JsonSubTypes.Type(value = Difference.SentencesMoved.class, name = "sentences-moved"),
  @JsonSubTypes.Type(value = Difference.SentenceSplit.class, name = "sentence-split"),
  @JsonSubTypes.Type(value = Difference.SentencesJoined.class, name = "sentences-joined"),
  @JsonSubTypes.Type(value = Difference.ClauseAdded.class, name = "clause-added"),
  @JsonSubTypes.Type(value = Difference.ClauseRemoved.class, name = "clause-removed"),
  @JsonSubTypes.Type(value = Difference.ClauseMoved.class, name = "clause-moved"),
  @JsonSubTypes.Type(value = Difference.ClausesSwapped.class, name = "clauses-swapped"),
  @JsonSubTypes.Type(value = Difference.ClausesRenumbered.class, name = "clauses-renumbered"),
  @JsonSubTypes.Type(value = Difference.TitleChanged.class, name = "title-changed"),
  @JsonSubTypes.Type(value = Difference.HeadingMissing.class, name = "heading-missing"),
  @JsonSubTypes.Type(value = Difference.HeadingAdded.class, name = "heading-added")
})
public sealed interface Difference {

  /** For readers. */
  @JsonIgnore
  Message message();

  /**
   * A sentence the register does not have.
   *
   * @param clause where the register would have it
   * @param after the register's sentence before it; null when it comes first in the clause
   */
  record SentenceAdded(
      String clause, CommitmentId at, @Nullable CommitmentId after, int line, String text)
      implements Difference {
    @Override
    public Message message() {
      return after == null
          ? Message.of("plan-document.difference.sentence-added-first", clause, line, text)
          : Message.of(
              "plan-document.difference.sentence-added", clause, line, text, after.toString());
    }
  }

  /**
   * A sentence the document does not have.
   *
   * @param counted whether it is a commitment
   */
  record SentenceRemoved(CommitmentId id, boolean counted) implements Difference {
    @Override
    public Message message() {
      return Message.of("plan-document.difference.sentence-removed", id.toString());
    }
  }

  /**
   * A sentence that is not quite the register's.
   *
   * @param similarity 0 to 1, estimated; 1 when the words are the same
   */
  record SentenceChanged(
      CommitmentId id, CommitmentId at, Change change, double similarity, int line, String text)
      implements Difference {
    @Override
    public Message message() {
      return Message.of(
          "plan-document.difference.sentence-changed-" + change.slug(),
          id.toString(),
          line,
          text,
          Math.round(similarity * 100));
    }
  }

  /** What is different in a sentence. */
  enum Change {
    @JsonProperty("wording")
    WORDING,
    /** The same words. */
    @JsonProperty("punctuation")
    PUNCTUATION,
    /** The same words, in another Chinese script than the rest of the document. */
    @JsonProperty("script")
    SCRIPT;

    String slug() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * One sentence, or several that stand together, at another place.
   *
   * @param to where they stand in the document, as many as {@code ids}
   */
  record SentencesMoved(List<CommitmentId> ids, List<CommitmentId> to, int line)
      implements Difference {
    public SentencesMoved {
      ids = List.copyOf(ids);
      to = List.copyOf(to);
    }

    @Override
    public Message message() {
      return ids.size() == 1
          ? Message.of(
              "plan-document.difference.sentence-moved",
              ids.getFirst().toString(),
              to.getFirst().toString(),
              line)
          : Message.of(
              "plan-document.difference.sentences-moved",
              ids.getFirst().toString(),
              ids.getLast().toString(),
              to.getFirst().toString(),
              line);
    }
  }

  /** One sentence of the register is several in the document; the words are the same. */
  record SentenceSplit(CommitmentId id, List<CommitmentId> into, int line) implements Difference {
    public SentenceSplit {
      into = List.copyOf(into);
    }

    @Override
    public Message message() {
      return Message.of(
          "plan-document.difference.sentence-split", id.toString(), into.size(), line);
    }
  }

  /** Several sentences of the register are one in the document; the words are the same. */
  record SentencesJoined(List<CommitmentId> ids, CommitmentId at, int line) implements Difference {
    public SentencesJoined {
      ids = List.copyOf(ids);
    }

    @Override
    public Message message() {
      return Message.of(
          "plan-document.difference.sentences-joined",
          ids.getFirst().toString(),
          ids.getLast().toString(),
          line);
    }
  }

  /**
   * A clause the register does not have, with all that stands under it.
   *
   * @param sentences how many, those of its sub-clauses included
   */
  record ClauseAdded(String at, String title, int sentences, int line) implements Difference {
    @Override
    public Message message() {
      return Message.of("plan-document.difference.clause-added", at, title, sentences, line);
    }
  }

  /**
   * A clause the document does not have, with all that stands under it.
   *
   * @param sentences how many, those of its sub-clauses included
   */
  record ClauseRemoved(String clause, int sentences) implements Difference {
    @Override
    public Message message() {
      return Message.of("plan-document.difference.clause-removed", clause, sentences);
    }
  }

  /**
   * A clause, with all that stands under it, at another place.
   *
   * @param after the register's clause it now follows; null when it comes first
   */
  record ClauseMoved(String clause, @Nullable String after, int line) implements Difference {
    @Override
    public Message message() {
      return after == null
          ? Message.of("plan-document.difference.clause-moved-first", clause, line)
          : Message.of("plan-document.difference.clause-moved", clause, after, line);
    }
  }

  /** Two clauses changed places, wholly or in part. {@code first} comes first in the register. */
  record ClausesSwapped(String first, String second, Exchanged exchanged, int line)
      implements Difference {
    @Override
    public Message message() {
      return Message.of(
          "plan-document.difference.clauses-swapped-" + exchanged.slug(), first, second, line);
    }
  }

  /** What of two clauses changed places. */
  enum Exchanged {
    /** Everything: headings with their numbers, and text. */
    @JsonProperty("blocks")
    BLOCKS,
    /** Titles and text; the numbers stay in order. */
    @JsonProperty("titles-and-bodies")
    TITLES_AND_BODIES,
    /** The text, under headings that stay. */
    @JsonProperty("bodies")
    BODIES,
    /** The numbers only. */
    @JsonProperty("numbers")
    NUMBERS,
    /** The titles only. */
    @JsonProperty("titles")
    TITLES,
    /** Numbers and titles, over text that stays. */
    @JsonProperty("headings")
    HEADINGS,
    /** Numbers and text; the titles stay. */
    @JsonProperty("numbers-and-bodies")
    NUMBERS_AND_BODIES;

    String slug() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /**
   * Clauses under one clause that have other numbers.
   *
   * @param clauses in the order of the register
   * @param to their numbers in the document
   */
  record ClausesRenumbered(List<String> clauses, List<String> to, int line) implements Difference {
    public ClausesRenumbered {
      clauses = List.copyOf(clauses);
      to = List.copyOf(to);
    }

    @Override
    public Message message() {
      return clauses.size() == 1
          ? Message.of(
              "plan-document.difference.clause-renumbered", clauses.getFirst(), to.getFirst(), line)
          : Message.of(
              "plan-document.difference.clauses-renumbered",
              clauses.getFirst(),
              clauses.getLast(),
              to.getFirst(),
              to.getLast(),
              line);
    }
  }

  /**
   * A clause with another title.
   *
   * @param similarity 0 to 1, estimated
   */
  record TitleChanged(String clause, String title, double similarity, int line)
      implements Difference {
    @Override
    public Message message() {
      return title.isEmpty()
          ? Message.of("plan-document.difference.title-missing", clause, line)
          : Message.of("plan-document.difference.title-changed", clause, title, line);
    }
  }

  /** The text of a clause is there, its heading is not. */
  record HeadingMissing(String clause) implements Difference {
    @Override
    public Message message() {
      return Message.of("plan-document.difference.heading-missing", clause);
    }
  }

  /** A heading the register does not have, over text it does have. */
  record HeadingAdded(String at, String title, int line) implements Difference {
    @Override
    public Message message() {
      return Message.of("plan-document.difference.heading-added", at, title, line);
    }
  }
}
