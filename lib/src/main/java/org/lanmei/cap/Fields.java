package org.lanmei.cap;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The children of one element, checked against what the schema has there. */
final class Fields {

  private static final Pattern TIME =
      Pattern.compile(
          "(\\d{4}-\\d\\d-\\d\\d)([T ])(\\d\\d:\\d\\d:\\d\\d)(\\.\\d+)?(Z|[+-]\\d\\d:?\\d\\d)?");
  private static final Pattern DECIMAL =
      Pattern.compile("[+-]?(?:\\d{1,40}(?:\\.\\d{0,40})?|\\.\\d{1,40})");

  final XmlElement element;
  final Findings findings;

  /**
   * @param slots names in their order; {@code !} after one that is required, {@code *} after one
   *     that may be repeated
   */
  Fields(XmlElement element, Findings findings, String slots) {
    this.element = element;
    this.findings = findings;
    var order = new ArrayList<String>();
    for (String slot : slots.split(" ")) order.add(slot.replaceAll("[!*]", ""));
    for (String name : element.attributes) findings.add(Rule.ATTRIBUTE_IGNORED, element, name);
    if (!element.text().isBlank()) {
      findings.add(Rule.TEXT_BETWEEN, element, element.text().strip());
    }
    int latest = 0;
    for (XmlElement child : element.children) {
      int slot = child.namespace.equals(element.namespace) ? order.indexOf(child.name) : -1;
      if (slot < 0) findings.add(Rule.ELEMENT_UNKNOWN, child, child.name);
      else if (slot < latest) {
        findings.add(Rule.ELEMENT_ORDER, child, child.name, order.get(latest));
      }
      latest = Math.max(latest, slot);
    }
    for (String slot : slots.split(" ")) {
      String name = slot.replaceAll("[!*]", "");
      var found = all(name);
      if (slot.endsWith("!") && found.isEmpty()) findings.add(Rule.ELEMENT_MISSING, element, name);
      if (!slot.endsWith("*") && found.size() > 1) {
        findings.add(Rule.ELEMENT_REPEATED, found.get(1), name);
      }
    }
  }

  List<XmlElement> all(String name) {
    return element.children.stream()
        .filter(c -> c.name.equals(name) && c.namespace.equals(element.namespace))
        .toList();
  }

  @Nullable XmlElement one(String name) {
    return all(name).stream().findFirst().orElse(null);
  }

  /** The text of an element that has nothing else. */
  String plain(XmlElement leaf) {
    for (XmlElement child : leaf.children) findings.add(Rule.ELEMENT_NESTED, child, child.name);
    for (String name : leaf.attributes) findings.add(Rule.ATTRIBUTE_IGNORED, leaf, name);
    int at = XmlText.forbidden(leaf.text());
    if (at >= 0) {
      int code = leaf.text().codePointAt(at);
      findings.add(Rule.CHARACTER, leaf, "U+%04X".formatted(code));
    }
    return leaf.text();
  }

  @Nullable String optional(String name) {
    var leaf = one(name);
    if (leaf == null) return null;
    String text = plain(leaf);
    if (text.isBlank()) findings.add(Rule.VALUE_BLANK, leaf);
    return text;
  }

  @Nullable String required(String name) {
    var leaf = one(name);
    if (leaf == null) return null;
    String text = plain(leaf);
    if (text.isBlank()) findings.add(Rule.VALUE_EMPTY, leaf);
    return text;
  }

  <T extends Enum<T> & Term> @Nullable T term(String name, Class<T> type) {
    var leaf = one(name);
    return leaf == null ? null : term(leaf, type);
  }

  <T extends Enum<T> & Term> List<T> terms(String name, Class<T> type) {
    return all(name).stream().map(leaf -> term(leaf, type)).filter(Objects::nonNull).toList();
  }

  private <T extends Enum<T> & Term> @Nullable T term(XmlElement leaf, Class<T> type) {
    String text = plain(leaf);
    Optional<T> exact = Term.find(type, text);
    if (exact.isPresent()) return exact.get();
    String bare = text.strip();
    if (type.equals(Certainty.class) && bare.equalsIgnoreCase("Very Likely")) {
      findings.add(Rule.TERM_OLD, leaf, text, Certainty.LIKELY.text());
      return type.cast(Certainty.LIKELY);
    }
    for (T term : type.getEnumConstants()) {
      if (!term.text().equalsIgnoreCase(bare)) continue;
      findings.add(Rule.TERM_SPELLING, leaf, text, term.text());
      return term;
    }
    var allowed = Arrays.stream(type.getEnumConstants()).map(Term::text).toList();
    findings.add(Rule.TERM_UNKNOWN, leaf, text, String.join(" ", allowed));
    return null;
  }

  @Nullable OffsetDateTime time(String name) {
    var leaf = one(name);
    return leaf == null ? null : time(leaf, plain(leaf).strip());
  }

  /** A time in an element, or in a reference in it. */
  @Nullable OffsetDateTime time(XmlElement leaf, String text) {
    var parts = TIME.matcher(text);
    if (!parts.matches()) {
      findings.add(Rule.TIME_FORM, leaf, text);
      return null;
    }
    String zone = parts.group(5);
    if (zone == null) {
      findings.add(Rule.TIME_WITHOUT_OFFSET, leaf, text);
      return null;
    }
    String offset = zone.length() == 5 ? zone.substring(0, 3) + ":" + zone.substring(3) : zone;
    boolean midnight = parts.group(3).equals("24:00:00"); // the end of the day in XML Schema
    String clock = midnight ? "00:00:00" : parts.group(3);
    String zulu = offset.matches("[+-]00:00") ? "Z" : offset;
    OffsetDateTime time;
    try {
      time = OffsetDateTime.parse(parts.group(1) + "T" + clock + zulu);
      time = CapTime.normal(midnight ? time.plusDays(1) : time);
      if (!zulu.equals("Z") && time.getOffset().getTotalSeconds() == 0) {
        findings.add(Rule.TIME_FORM, leaf, text); // an offset beyond 14 h
        return null;
      }
    } catch (DateTimeException e) {
      findings.add(Rule.TIME_FORM, leaf, text);
      return null;
    }
    if (zone.equals("Z")) findings.add(Rule.TIME_LETTER, leaf, text, CapTime.text(time));
    else if (offset.equals("+00:00")) findings.add(Rule.TIME_UTC_SIGN, leaf, text);
    if (parts.group(4) != null || parts.group(2).equals(" ") || zone.length() == 5) {
      findings.add(Rule.TIME_SHAPE, leaf, text, CapTime.text(time));
    }
    return time;
  }

  @Nullable BigDecimal decimal(String name) {
    var leaf = one(name);
    if (leaf == null) return null;
    String text = plain(leaf).strip();
    if (DECIMAL.matcher(text).matches()) return new BigDecimal(text);
    findings.add(Rule.NUMBER_FORM, leaf, text);
    return null;
  }

  static @Nullable Double number(String text) {
    return DECIMAL.matcher(text).matches() ? Double.valueOf(text) : null;
  }

  /** Pairs of name and value; CAP 1.0 writes {@code NAME=value}. */
  List<NamedValue> named(String name, CapVersion version) {
    var values = new ArrayList<NamedValue>();
    for (XmlElement pair : all(name)) {
      int equals = pair.text().indexOf('=');
      if (version == CapVersion.V1_0 && pair.children.isEmpty() && equals > 0) {
        findings.add(Rule.PAIR_OLD, pair, pair.text());
        String text = pair.text();
        values.add(
            new NamedValue(text.substring(0, equals).strip(), text.substring(equals + 1).strip()));
        continue;
      }
      var fields = new Fields(pair, findings, "valueName! value!");
      String valueName = fields.optional("valueName");
      String value = fields.optional("value");
      if (valueName != null && value != null) values.add(new NamedValue(valueName, value));
    }
    return values;
  }
}
