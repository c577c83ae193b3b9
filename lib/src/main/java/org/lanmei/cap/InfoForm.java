package org.lanmei.cap;

import java.math.BigInteger;
import java.net.URI;
import java.net.URISyntaxException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads an {@code info}, and remembers where its parts stood. */
final class InfoForm {

  private static final Pattern LANGUAGE = Pattern.compile("[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*");
  private static final Pattern MIME =
      Pattern.compile("[\\w!#$&^.+-]+/[\\w!#$&^.+-]+(\\s*;.*)?", Pattern.DOTALL);
  private static final Pattern SIZE = Pattern.compile("\\+?\\d{1,30}");
  private static final Pattern SPACE = Pattern.compile("\\s+");
  private static final Pattern SHA1 = Pattern.compile("[0-9a-fA-F]{40}");
  private static final String UNKNOWN_BYTES = "application/octet-stream";
  private static final Set<String> LANGUAGES = Set.of(Locale.getISOLanguages());

  private final Findings findings;
  private final CapVersion version;
  private final AreaForm areas;
  private final Map<Object, XmlElement> places;

  InfoForm(
      Findings findings,
      CapVersion version,
      @Nullable Bounds home,
      Map<Object, XmlElement> places) {
    this.findings = findings;
    this.version = version;
    this.areas = new AreaForm(findings, version, home);
    this.places = places;
  }

  /** Null when it lacks what it must have. */
  @Nullable Info read(XmlElement element, @Nullable OffsetDateTime sent) {
    var fields =
        new Fields(
            element,
            findings,
            "language category* event! responseType* urgency! severity! certainty! audience"
                + " eventCode* effective onset expires senderName headline description instruction"
                + " web contact parameter* resource* area*");
    String language = language(fields);
    var category = fields.terms("category", Category.class);
    if (fields.all("category").isEmpty()) {
      findings.add(Rule.ELEMENT_MISSING, element, "category");
    }
    String event = fields.required("event");
    var responses = fields.terms("responseType", ResponseType.class);
    var urgency = fields.term("urgency", Urgency.class);
    var severity = fields.term("severity", Severity.class);
    var certainty = fields.term("certainty", Certainty.class);
    String audience = fields.optional("audience");
    var eventCodes = fields.named("eventCode", version);
    var times = new Times(fields.time("effective"), fields.time("onset"), fields.time("expires"));
    order(fields, times, sent);
    var wording =
        new Wording(
            fields.optional("senderName"),
            fields.optional("headline"),
            fields.optional("description"),
            fields.optional("instruction"),
            web(fields),
            fields.optional("contact"));
    var parameters = fields.named("parameter", version);
    var resources = new ArrayList<Resource>();
    for (XmlElement child : fields.all("resource")) {
      var resource = resource(child);
      if (resource != null) resources.add(resource);
    }
    var read = new ArrayList<Area>();
    for (XmlElement child : fields.all("area")) {
      var area = areas.read(child);
      if (area == null) continue;
      places.put(area, child);
      read.add(area);
    }
    if (category.isEmpty()
        || event == null
        || urgency == null
        || severity == null
        || certainty == null) {
      return null;
    }
    var info =
        new Info(
            language,
            category,
            event,
            responses,
            new Priority(urgency, severity, certainty),
            audience,
            eventCodes,
            times,
            wording,
            parameters,
            resources,
            read);
    places.put(info, element);
    return info;
  }

  private @Nullable String language(Fields fields) {
    var leaf = fields.one("language");
    if (leaf == null) {
      String attribute = fields.element.xmlLang;
      if (attribute == null || !LANGUAGE.matcher(attribute).matches()) return null;
      findings.add(Rule.LANGUAGE_ATTRIBUTE, fields.element, attribute);
      return attribute;
    }
    String text = fields.plain(leaf).strip();
    if (text.isEmpty()) {
      findings.add(Rule.LANGUAGE_EMPTY, leaf);
      return null;
    }
    String tag = text.replace('_', '-');
    if (!LANGUAGE.matcher(tag).matches()) {
      findings.add(Rule.LANGUAGE_FORM, leaf, text);
      return null;
    }
    if (!tag.equals(text)) findings.add(Rule.LANGUAGE_SEPARATOR, leaf, text, tag);
    String primary = tag.split("-")[0].toLowerCase(Locale.ROOT);
    boolean known = primary.length() == 3 || LANGUAGES.contains(primary) || primary.length() == 1;
    if (!known) findings.add(Rule.LANGUAGE_UNKNOWN, leaf, text);
    return tag;
  }

  private void order(Fields fields, Times times, @Nullable OffsetDateTime sent) {
    var expires = times.expires();
    var at = fields.one("expires");
    if (expires == null || at == null) return;
    var from = times.effective() != null ? times.effective() : sent;
    if (from != null && expires.isBefore(from)) {
      findings.add(Rule.EXPIRES_BEFORE_EFFECTIVE, at, CapTime.text(expires), CapTime.text(from));
    }
    var onset = times.onset();
    if (onset != null && onset.isAfter(expires)) {
      findings.add(Rule.ONSET_AFTER_EXPIRES, at, CapTime.text(onset), CapTime.text(expires));
    }
  }

  private @Nullable String web(Fields fields) {
    String web = fields.optional("web");
    var leaf = fields.one("web");
    if (web != null && leaf != null && !web.isBlank() && !absolute(web)) {
      findings.add(Rule.WEB_NOT_ABSOLUTE, leaf, web.strip());
    }
    return web == null ? null : web.strip();
  }

  private static boolean absolute(String address) {
    try {
      return new URI(address.strip()).isAbsolute();
    } catch (URISyntaxException e) {
      // Addresses with characters of other scripts are allowed by XML Schema and not by URI.
      return address.strip().matches("(?s)[a-zA-Z][a-zA-Z0-9+.-]*://\\S+");
    }
  }

  private @Nullable Resource resource(XmlElement element) {
    String mime = version == CapVersion.V1_2 ? "mimeType!" : "mimeType";
    var fields =
        new Fields(element, findings, "resourceDesc! " + mime + " size uri derefUri digest");
    String resourceDesc = fields.required("resourceDesc");
    String mimeType = fields.required("mimeType");
    var mimeAt = fields.one("mimeType");
    if (mimeType == null && version != CapVersion.V1_2) {
      mimeType = UNKNOWN_BYTES;
      findings.add(Rule.MIME_TYPE_OLD, element, mimeType);
    } else if (mimeType != null && mimeAt != null && !MIME.matcher(mimeType.strip()).matches()) {
      findings.add(Rule.MIME_TYPE_FORM, mimeAt, mimeType);
    }
    BigInteger size = size(fields);
    String uri = fields.optional("uri");
    String content = fields.optional("derefUri");
    String digest = fields.optional("digest");
    content(fields, content, digest);
    if (content == null && (uri == null || !absolute(uri))) {
      findings.add(Rule.RESOURCE_UNREACHABLE, element, uri == null ? "" : uri);
    }
    if (resourceDesc == null || mimeType == null) return null;
    return new Resource(
        resourceDesc, mimeType, size, uri == null ? null : uri.strip(), content, digest);
  }

  private @Nullable BigInteger size(Fields fields) {
    var leaf = fields.one("size");
    if (leaf == null) return null;
    String text = fields.plain(leaf).strip();
    if (SIZE.matcher(text).matches()) return new BigInteger(text);
    findings.add(Rule.SIZE_FORM, leaf, text);
    return null;
  }

  private void content(Fields fields, @Nullable String content, @Nullable String digest) {
    byte[] bytes = null;
    var at = fields.one("derefUri");
    if (content != null && at != null) {
      try {
        bytes = Base64.getDecoder().decode(SPACE.matcher(content).replaceAll(""));
      } catch (IllegalArgumentException e) {
        findings.add(Rule.CONTENT_BASE64, at);
      }
    }
    var leaf = fields.one("digest");
    if (digest == null || leaf == null || digest.isBlank()) return;
    if (!SHA1.matcher(digest.strip()).matches()) {
      findings.add(Rule.DIGEST_FORM, leaf, digest);
    } else if (bytes != null) {
      String found = sha1(bytes);
      if (!found.equalsIgnoreCase(digest.strip())) {
        findings.add(Rule.DIGEST_OTHER, leaf, digest.strip(), found);
      }
    }
  }

  private static String sha1(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
