package org.lanmei.plan.document;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.lanmei.plan.Kind;
import tools.jackson.core.type.TypeReference;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The rules of one language in {@code register/proposal-rules.yaml}, which says what they mean. */
record ProposalRules(
    Pattern cut,
    Pattern purpose,
    Pattern including,
    Pattern opening,
    Pattern outranks,
    @JsonProperty("not-commitments") NotCommitments notCommitments,
    List<KindRule> kinds,
    List<CadenceRule> cadences,
    List<Kind> undated) {

  record NotCommitments(Pattern titles, List<Pattern> sentences) {}

  record KindRule(Kind kind, int rank, double confidence, List<Pattern> patterns) {}

  record CadenceRule(String cadence, @Nullable List<Kind> kinds, List<Pattern> patterns) {
    boolean allows(Kind kind) {
      return kinds == null || kinds.contains(kind);
    }
  }

  private static final Map<String, ProposalRules> ALL = load();

  private static Map<String, ProposalRules> load() {
    try (var in =
        Objects.requireNonNull(
            ProposalRules.class.getResourceAsStream("/register/proposal-rules.yaml"))) {
      return new YAMLMapper().readValue(in, new TypeReference<Map<String, ProposalRules>>() {});
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The rules for texts in that script; empty where there are none yet. */
  static Optional<ProposalRules> of(Script script) {
    return Optional.ofNullable(
        switch (script) {
          case HANS, HANT -> ALL.get("zh");
          case LATIN -> ALL.get("en");
          case OTHER -> null;
        });
  }

  /** What the first of {@code patterns} that fits finds; null when none does. */
  static @Nullable String first(List<Pattern> patterns, String text) {
    for (Pattern p : patterns) {
      Matcher m = p.matcher(text);
      if (m.find()) return m.group();
    }
    return null;
  }
}
