package org.lanmei.water.readings;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.SeriesKey;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The rules of the checks: by variable, and where a station differs. */
@Component
public class CheckRules {

  /**
   * @param validFrom first day (UTC) on which values are checked by them; null = from the beginning
   * @param adoptedBy the decision that adopted them; null = working rules, not yet adopted
   * @param stations by station, then by variable
   */
  public record Book(
      String version,
      @Nullable LocalDate validFrom,
      @Nullable String adoptedBy,
      @Nullable Map<String, CheckRule> variables,
      @Nullable Map<String, Map<String, CheckRule>> stations) {

    CheckRule of(SeriesKey series) {
      var rule = CheckRule.NONE;
      // water-level.hourly-mean is a water-level
      String variable = series.variable();
      int dot = variable.indexOf('.');
      String base = dot < 0 ? variable : variable.substring(0, dot);
      for (String name :
          base.equals(variable) ? new String[] {base} : new String[] {base, variable}) {
        if (variables != null) rule = rule.with(variables.getOrDefault(name, CheckRule.NONE));
        if (stations != null) {
          rule =
              rule.with(
                  stations
                      .getOrDefault(series.station(), Map.of())
                      .getOrDefault(name, CheckRule.NONE));
        }
      }
      return rule;
    }
  }

  private final Book book;
  private final JsonNode content;

  CheckRules(ReadingsSettings settings) {
    try (InputStream in = settings.checks().getInputStream()) {
      var yaml = new YAMLMapper();
      content = yaml.readTree(in);
      book = yaml.treeToValue(content, Book.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  CheckRule of(SeriesKey series) {
    return book.of(series);
  }

  Book book() {
    return book;
  }

  /** As it stands in the file. */
  JsonNode content() {
    return content;
  }
}
