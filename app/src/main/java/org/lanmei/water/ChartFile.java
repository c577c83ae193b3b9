package org.lanmei.water;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.lanmei.kernel.Lang;

/**
 * A chart of a page as a file that stands alone: what the stylesheet says of its classes is written
 * into it as attributes, which every program that shows SVG understands and which needs no leave
 * from the page’s content policy.
 */
final class ChartFile {

  private static final Pattern CLASSES = Pattern.compile(" class=\"([^\"]*)\"");
  private static final Pattern FILLS = Pattern.compile(" fill=\"none\"(?= d=)");

  /** As in the stylesheet, on paper. */
  private static final Map<String, Map<String, String>> LOOKS =
      Map.ofEntries(
          Map.entry("paper", Map.of("fill", "#ffffff")),
          Map.entry("hair", line("#c3cfcc", "1")),
          Map.entry("axis", line("#0e2a31", "1")),
          Map.entry("gap", line("#5a6d71", "1")),
          Map.entry("obs", line("#0a6170", "2.2")),
          Map.entry("median", dashed("#775623", "1.2", "5 3")),
          Map.entry("lv-alarm", dashed("#8a4b00", "1.5", "8 4")),
          Map.entry("lv-flood", line("#a51d18", "2")),
          Map.entry("band90", Map.of("fill", "#ece2cf")),
          Map.entry("faint", Map.of("fill-opacity", ".45")),
          Map.entry(
              "suspects",
              Map.of(
                  "fill",
                  "none",
                  "stroke",
                  "#66368f",
                  "stroke-width",
                  "5",
                  "stroke-linecap",
                  "round")),
          Map.entry("dot", Map.of("fill", "#0a6170")),
          Map.entry("t2", Map.of("fill", "#43585d")),
          Map.entry("t-alarm", Map.of("fill", "#8a4b00")),
          Map.entry("t-flood", Map.of("fill", "#a51d18")),
          Map.entry("b", Map.of("font-weight", "700")),
          Map.entry(
              "halo",
              Map.of(
                  "paint-order",
                  "stroke",
                  "stroke",
                  "#ffffff",
                  "stroke-width",
                  "5",
                  "stroke-linejoin",
                  "round")));

  private ChartFile() {}

  private static Map<String, String> line(String colour, String width) {
    return Map.of("fill", "none", "stroke", colour, "stroke-width", width);
  }

  private static Map<String, String> dashed(String colour, String width, String dashes) {
    return Map.of(
        "fill", "none", "stroke", colour, "stroke-width", width, "stroke-dasharray", dashes);
  }

  /**
   * @param drawn by the page's template
   * @throws IllegalStateException when it has a class of which nothing is known here
   */
  static String alone(String drawn, Lang lang) {
    String once = FILLS.matcher(drawn.strip()).replaceAll("");
    String styled =
        CLASSES
            .matcher(once)
            .replaceAll(
                found -> {
                  var attributes = new TreeMap<String, String>();
                  for (String name : found.group(1).split(" ")) {
                    var look = LOOKS.get(name);
                    if (look == null) throw new IllegalStateException("no look of " + name);
                    attributes.putAll(look);
                  }
                  return attributes.entrySet().stream()
                      .map(a -> " " + a.getKey() + "=\"" + a.getValue() + "\"")
                      .collect(Collectors.joining());
                });
    return styled.replaceFirst(
        "<svg ", "<svg font-family=\"" + fonts(lang) + "\" fill=\"#0e2a31\" ");
  }

  private static String fonts(Lang lang) {
    String script =
        switch (lang) {
          case KM -> "Noto Sans Khmer, Khmer OS, ";
          case LO -> "Noto Sans Lao, Phetsarath OT, ";
          case MY -> "Noto Sans Myanmar, Pyidaungsu, ";
          case TH -> "Noto Sans Thai, ";
          case ZH -> "Noto Sans CJK SC, Noto Sans SC, PingFang SC, Microsoft YaHei, ";
          case EN, VI -> "";
        };
    return "Noto Sans, " + script + "Segoe UI, Helvetica Neue, Arial, sans-serif";
  }
}
