package org.lanmei.cap;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads an {@code alert}, once. */
final class AlertForm {

  private static final Pattern FORBIDDEN = Pattern.compile("[\\s,<&]");
  private static final Pattern SPACE = Pattern.compile("\\s+");

  private final CapVersion version;
  private final @Nullable Bounds home;
  private final Set<Profile> profiles;
  private final Findings findings = new Findings();

  AlertForm(CapVersion version, @Nullable Bounds home, Set<Profile> profiles) {
    this.version = version;
    this.home = home;
    this.profiles = profiles;
  }

  Reading read(XmlElement root) {
    var fields =
        new Fields(
            root,
            findings,
            (version == CapVersion.V1_0 ? "identifier! sender! password" : "identifier! sender!")
                + " sent! status! msgType! source scope! restriction addresses code* note"
                + " references incidents info*");
    String identifier = word(fields, "identifier", Rule.IDENTIFIER_CHARACTERS);
    String sender = word(fields, "sender", Rule.SENDER_CHARACTERS);
    var sent = fields.time("sent");
    var status = fields.term("status", Status.class);
    var type = fields.term("msgType", MsgType.class);
    String source = fields.optional("source");
    var scope = fields.term("scope", Scope.class);
    String restriction = fields.optional("restriction");
    var addresses = words(fields, "addresses");
    addressing(fields, scope, restriction, addresses);
    var codes = fields.all("code").stream().map(fields::plain).toList();
    for (XmlElement code : fields.all("code")) {
      if (code.text().isBlank()) findings.add(Rule.VALUE_BLANK, code);
    }
    String note = fields.optional("note");
    note(root, status, type, note);
    var references = references(fields);
    references(fields, type, references, identifier, sender, sent);
    var incidents = words(fields, "incidents");
    var places = new IdentityHashMap<Object, XmlElement>();
    var form = new InfoForm(findings, version, home, places);
    var infos = new ArrayList<Info>();
    for (XmlElement child : fields.all("info")) {
      var info = form.read(child, sent);
      if (info != null) infos.add(info);
    }
    boolean says = type == MsgType.ALERT || type == MsgType.UPDATE;
    if (says && fields.all("info").isEmpty()) findings.add(Rule.INFO_ABSENT, root);
    if (root.signatures.size() > 1) {
      findings.add(Rule.SIGNATURES, root, root.signatures.size());
    }
    if (identifier == null
        || sender == null
        || sent == null
        || status == null
        || type == null
        || scope == null) {
      return new Reading(version, null, findings.all());
    }
    var alert =
        new Alert(
            new Reference(sender, identifier, sent),
            status,
            type,
            source,
            new Addressing(scope, restriction, addresses),
            codes,
            note,
            references,
            incidents,
            infos,
            root.signatures.stream().map(Signature::new).toList());
    for (Profile profile : Profile.values()) {
      if (profiles.contains(profile)) new ProfileRules(profile, findings, root, places).of(alert);
    }
    return new Reading(version, alert, findings.all());
  }

  private @Nullable String word(Fields fields, String name, Rule characters) {
    String text = fields.required(name);
    var leaf = fields.one(name);
    if (text != null && leaf != null && FORBIDDEN.matcher(text).find()) {
      findings.add(characters, leaf, text);
    }
    return text;
  }

  private List<String> words(Fields fields, String name) {
    String text = fields.optional(name);
    var leaf = fields.one(name);
    if (text == null || leaf == null) return List.of();
    var words = QuotedList.parse(text);
    if (words.isEmpty()) findings.add(Rule.QUOTES, leaf, text);
    return words.orElse(List.of());
  }

  private void addressing(
      Fields fields, @Nullable Scope scope, @Nullable String restriction, List<String> addresses) {
    boolean restricted = restriction != null && !restriction.isBlank();
    if (scope == Scope.RESTRICTED && !restricted) {
      findings.add(Rule.RESTRICTION_REQUIRED, fields.element);
    }
    var leaf = fields.one("restriction");
    if (scope != null && scope != Scope.RESTRICTED && restricted && leaf != null) {
      findings.add(Rule.RESTRICTION_UNUSED, leaf, scope.text());
    }
    if (scope == Scope.PRIVATE && addresses.isEmpty()) {
      findings.add(Rule.ADDRESSES_REQUIRED, fields.element);
    }
  }

  private void note(
      XmlElement root, @Nullable Status status, @Nullable MsgType type, @Nullable String note) {
    if (note != null && !note.isBlank()) return;
    if (status == Status.EXERCISE) findings.add(Rule.NOTE_OF_EXERCISE, root);
    if (type == MsgType.ERROR) findings.add(Rule.NOTE_OF_ERROR, root);
  }

  private List<Reference> references(Fields fields) {
    String text = fields.optional("references");
    var leaf = fields.one("references");
    var found = new ArrayList<Reference>();
    if (text == null || leaf == null || text.isBlank()) return found;
    int separators = 0;
    for (String group : SPACE.split(text.strip())) {
      String[] parts = group.split(",", -1);
      if (parts.length % 3 != 0 || group.contains(",,") || group.startsWith(",")) {
        findings.add(Rule.REFERENCE_FORM, leaf, group);
        continue;
      }
      separators += parts.length / 3 - 1;
      for (int i = 0; i < parts.length; i += 3) {
        OffsetDateTime sent = fields.time(leaf, parts[i + 2]);
        if (sent != null) found.add(new Reference(parts[i], parts[i + 1], sent));
      }
    }
    if (separators > 0) findings.add(Rule.REFERENCE_SEPARATOR, leaf, separators + 1);
    return found;
  }

  private void references(
      Fields fields,
      @Nullable MsgType type,
      List<Reference> references,
      @Nullable String identifier,
      @Nullable String sender,
      @Nullable OffsetDateTime sent) {
    var leaf = fields.one("references");
    if (type != null && type != MsgType.ALERT && (leaf == null || leaf.text().isBlank())) {
      findings.add(Rule.REFERENCES_REQUIRED, leaf == null ? fields.element : leaf, type.text());
    }
    if (leaf == null) return;
    var seen = new HashSet<Reference>();
    for (Reference reference : references) {
      if (!seen.add(reference)) findings.add(Rule.REFERENCE_REPEATED, leaf, reference.text());
      boolean itself =
          reference.identifier().equals(identifier) && reference.sender().equals(sender);
      boolean later = sent != null && reference.sent().isAfter(sent);
      if (later || itself && sent != null && reference.sent().isEqual(sent)) {
        findings.add(Rule.REFERENCE_NOT_EARLIER, leaf, reference.text());
      }
    }
  }
}
