package org.lanmei.cap;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An element of a message as it was read, or is to be written. */
final class XmlElement {

  private static final Set<String> REPEATABLE =
      Set.of(
          "code",
          "info",
          "category",
          "responseType",
          "eventCode",
          "parameter",
          "resource",
          "area",
          "polygon",
          "circle",
          "geocode");

  final String namespace;
  final String name;
  final String path;
  final int line;
  final List<XmlElement> children = new ArrayList<>();
  final List<String> signatures = new ArrayList<>();

  /** Of attributes: {@code prefix:name}. */
  final List<String> attributes = new ArrayList<>();

  @Nullable String xmlLang;
  private final StringBuilder text = new StringBuilder();
  private final Map<String, Integer> counts = new HashMap<>();

  private XmlElement(String namespace, String name, String path, int line) {
    this.namespace = namespace;
    this.name = name;
    this.path = path;
    this.line = line;
  }

  static XmlElement root(String namespace, String name, int line) {
    return new XmlElement(namespace, name, "/" + name, line);
  }

  XmlElement add(String childNamespace, String childName, int childLine) {
    int count = counts.merge(childName, 1, Integer::sum);
    String step = REPEATABLE.contains(childName) ? childName + "[" + count + "]" : childName;
    var child = new XmlElement(childNamespace, childName, path + "/" + step, childLine);
    children.add(child);
    return child;
  }

  /** A child with a text; none when the text is null. */
  void put(String childName, @Nullable String content) {
    if (content != null) add(namespace, childName, 0).append(content);
  }

  void append(String content) {
    text.append(content);
  }

  String text() {
    return text.toString();
  }
}
