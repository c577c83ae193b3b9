package org.lanmei.cap;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes messages in CAP 1.2, UTF-8, without white space between the elements: the same message is
 * always the same bytes.
 */
public final class CapWriter {

  private CapWriter() {}

  /**
   * The message as a file of media type {@code application/cap+xml}.
   *
   * @throws CapException when a text has a character that XML cannot have; no other rule is
   *     checked: see {@link #check}
   */
  public static byte[] write(Alert alert) {
    var out = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    element(out, tree(alert));
    return out.append('\n').toString().getBytes(StandardCharsets.UTF_8);
  }

  /** Writes {@link #write(Alert)} and leaves the stream open. */
  public static void write(Alert alert, OutputStream out) throws IOException {
    out.write(write(alert));
  }

  /** What is wrong with a message, by the standard and these profiles; places have no lines. */
  public static List<Finding> check(Alert alert, Set<Profile> profiles) {
    return new AlertForm(CapVersion.V1_2, null, profiles).read(tree(alert)).findings();
  }

  private static void element(StringBuilder out, XmlElement element) {
    out.append('<').append(element.name);
    if (element.path.equals("/alert")) XmlText.attribute(out, "xmlns", element.namespace);
    out.append('>');
    XmlText.append(out, element.text());
    element.children.forEach(child -> element(out, child));
    element.signatures.forEach(out::append);
    out.append("</").append(element.name).append('>');
  }

  static XmlElement tree(Alert alert) {
    var root = XmlElement.root(CapVersion.V1_2.namespace(), "alert", 0);
    root.put("identifier", alert.id().identifier());
    root.put("sender", alert.id().sender());
    root.put("sent", CapTime.text(alert.id().sent()));
    root.put("status", alert.status().text());
    root.put("msgType", alert.msgType().text());
    root.put("source", alert.source());
    root.put("scope", alert.addressing().scope().text());
    root.put("restriction", alert.addressing().restriction());
    root.put("addresses", list(alert.addressing().addresses()));
    alert.codes().forEach(code -> root.put("code", code));
    root.put("note", alert.note());
    root.put(
        "references",
        alert.references().isEmpty()
            ? null
            : String.join(" ", alert.references().stream().map(Reference::text).toList()));
    root.put("incidents", list(alert.incidents()));
    alert.infos().forEach(info -> put(root.add(root.namespace, "info", 0), info));
    alert.signatures().forEach(signature -> root.signatures.add(signature.xml()));
    return root;
  }

  private static @Nullable String list(List<String> words) {
    return words.isEmpty() ? null : QuotedList.text(words);
  }

  private static void put(XmlElement at, Info info) {
    at.put("language", info.language());
    info.categories().forEach(category -> at.put("category", category.text()));
    at.put("event", info.event());
    info.responseTypes().forEach(type -> at.put("responseType", type.text()));
    at.put("urgency", info.priority().urgency().text());
    at.put("severity", info.priority().severity().text());
    at.put("certainty", info.priority().certainty().text());
    at.put("audience", info.audience());
    named(at, "eventCode", info.eventCodes());
    at.put("effective", time(info.times().effective()));
    at.put("onset", time(info.times().onset()));
    at.put("expires", time(info.times().expires()));
    at.put("senderName", info.wording().senderName());
    at.put("headline", info.wording().headline());
    at.put("description", info.wording().description());
    at.put("instruction", info.wording().instruction());
    at.put("web", info.wording().web());
    at.put("contact", info.wording().contact());
    named(at, "parameter", info.parameters());
    for (Resource resource : info.resources()) {
      var of = at.add(at.namespace, "resource", 0);
      of.put("resourceDesc", resource.resourceDesc());
      of.put("mimeType", resource.mimeType());
      of.put("size", resource.size() == null ? null : resource.size().toString());
      of.put("uri", resource.uri());
      of.put("derefUri", resource.derefUri());
      of.put("digest", resource.digest());
    }
    info.areas().forEach(area -> put(at.add(at.namespace, "area", 0), area));
  }

  private static void put(XmlElement at, Area area) {
    at.put("areaDesc", area.areaDesc());
    for (Polygon polygon : area.polygons()) {
      at.put("polygon", String.join(" ", polygon.points().stream().map(Point::text).toList()));
    }
    for (Circle circle : area.circles()) {
      at.put("circle", circle.centre().text() + " " + Numbers.text(circle.radiusKm()));
    }
    named(at, "geocode", area.geocodes());
    at.put("altitude", area.altitude() == null ? null : area.altitude().toPlainString());
    at.put("ceiling", area.ceiling() == null ? null : area.ceiling().toPlainString());
  }

  private static void named(XmlElement at, String name, List<NamedValue> values) {
    for (NamedValue value : values) {
      var pair = at.add(at.namespace, name, 0);
      pair.put("valueName", value.valueName());
      pair.put("value", value.value());
    }
  }

  private static @Nullable String time(@Nullable OffsetDateTime time) {
    return time == null ? null : CapTime.text(time);
  }
}
