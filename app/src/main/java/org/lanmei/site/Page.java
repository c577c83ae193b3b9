package org.lanmei.site;

import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.Caller;
import org.lanmei.kernel.Lang;
import org.lanmei.kernel.LocalizedText;
import org.lanmei.kernel.Message;
import org.lanmei.kernel.Seq;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/**
 * One page for one reader: language, caller, zone, and what stands around the content. A handler
 * takes it as a parameter, says what the record line should tell, and returns {@link #html}.
 */
public final class Page {

  private static final MediaType HTML = MediaType.parseMediaType("text/html;charset=UTF-8");

  private final Messages messages;
  private final TemplateEngine templates;
  private final Assets assets;
  private final List<NavEntry> nav;
  private final Lang lang;
  private final Caller caller;
  private final Instant now;
  private final String address;
  private final boolean wantsData;
  private final @Nullable Supplier<String> csrf;

  private String title = "";
  private @Nullable String section;
  private @Nullable LocalDate asOf;
  private @Nullable Seq known;
  private boolean example;
  private @Nullable Message exampleNote;
  private final List<Form> forms = new ArrayList<>();
  private final Map<Class<?>, Object> made = new HashMap<>();
  private boolean live;

  Page(
      Messages messages,
      TemplateEngine templates,
      Assets assets,
      List<NavEntry> nav,
      Lang lang,
      Caller caller,
      Instant now,
      String address,
      boolean wantsData,
      @Nullable Supplier<String> csrf) {
    this.messages = messages;
    this.templates = templates;
    this.assets = assets;
    this.nav = nav;
    this.lang = lang;
    this.caller = caller;
    this.now = now;
    this.address = address;
    this.wantsData = wantsData;
    this.csrf = csrf;
  }

  // what a handler says about the page

  /** The browser title, without the program's name. */
  public Page title(String text) {
    this.title = text;
    return this;
  }

  /** Which {@link NavEntry} is current. */
  public Page section(String id) {
    this.section = id;
    return this;
  }

  /** The day the content speaks of; today when not said. */
  public Page asOf(LocalDate day) {
    this.asOf = day;
    return this;
  }

  /** The last log entry that was looked at. */
  public Page known(Seq entry) {
    this.known = entry;
    return this;
  }

  public Page form(String label, String href) {
    forms.add(new Form(label, href));
    return this;
  }

  /** The page shows records of the worked example. @param note what of it is real, what is not */
  public Page example(Message note) {
    this.example = true;
    this.exampleNote = note;
    return this;
  }

  /** The page polls or listens, and so loads the script. */
  public Page live() {
    this.live = true;
    return this;
  }

  /**
   * The page; a program that asks for JSON is sent to the page's form of that name instead.
   *
   * @param template below {@code templates/}, such as {@code plan/commitment.jte}
   * @param model its parameters besides {@code page}
   */
  public ResponseEntity<String> html(String template, Map<String, ?> model) {
    for (Form form : forms) {
      if (wantsData && form.label().equals("JSON")) {
        return ResponseEntity.status(303).location(URI.create(form.href())).build();
      }
    }
    return html(200, template, model);
  }

  public ResponseEntity<String> html(int status, String template, Map<String, ?> model) {
    return ResponseEntity.status(status).contentType(HTML).body(fragment(template, model));
  }

  /** A part of a page, for {@link Tile}s and partial updates. */
  public String fragment(String template, Map<String, ?> model) {
    var parameters = new HashMap<String, Object>(model);
    parameters.put("page", this);
    var out = new StringOutput(16_384);
    templates.render(template, parameters, out);
    return out.toString();
  }

  /** What several parts of one page need, made once. */
  public <T> T once(Class<T> type, Supplier<T> make) {
    return type.cast(made.computeIfAbsent(type, t -> make.get()));
  }

  // what a template asks

  /** The sentence of a key in the reader's language. */
  public String t(String key, Object... args) {
    return messages.text(lang, key, args);
  }

  public String t(Message message) {
    return messages.text(lang, message);
  }

  /**
   * A sentence whose pattern marks words with {@code <b>}: arguments are escaped, so the result is
   * printed with {@code $unsafe}.
   */
  public String rich(String key, Object... args) {
    var escaped = new Object[args.length];
    for (int i = 0; i < args.length; i++) {
      escaped[i] =
          args[i] instanceof Number n ? n : escape(messages.text(lang, "site.as-is", args[i]));
    }
    return messages.text(lang, key, escaped);
  }

  /**
   * A sentence that quotes words of another language: HTML, the quoted words marked with theirs, to
   * be printed with {@code $unsafe}.
   *
   * @param tag BCP 47, of the arguments that are strings
   */
  public String quoting(Message message, String tag) {
    var marked = new Object[message.args().size()];
    for (int i = 0; i < marked.length; i++) {
      Object arg = message.args().get(i);
      marked[i] =
          arg instanceof String words
              ? "<span lang=\"" + tag + "\">" + escape(words) + "</span>"
              : arg;
    }
    return messages.text(lang, message.key(), marked);
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  /**
   * A label in the reader's language or the nearest one, to be marked with its own {@code lang}.
   */
  public LocalizedText.Choice pick(LocalizedText text) {
    return text.in(lang);
  }

  public String date(LocalDate date) {
    return messages.date(lang, date);
  }

  public String shortDate(LocalDate date) {
    return messages.shortDate(lang, date);
  }

  /** Month in words and year: Aug 2020. */
  public String monthYear(LocalDate date) {
    return messages.monthYear(lang, date);
  }

  /** Date and time in the reader's zone; print {@link #zoneName} once beside it. */
  public String time(Instant instant) {
    return messages.dateTime(lang, instant, zone());
  }

  public String number(long number) {
    return messages.number(lang, number);
  }

  /** The zone of the caller's party; Indochina time for everybody else. */
  public ZoneId zone() {
    return caller.party() == null ? ZoneId.of("Asia/Bangkok") : caller.party().zone();
  }

  public String zoneName() {
    String offset = zone().getRules().getOffset(now).getId();
    return "UTC" + offset.replace(":00", "").replace("+0", "+");
  }

  public Lang lang() {
    return lang;
  }

  public Caller caller() {
    return caller;
  }

  public Instant now() {
    return now;
  }

  public LocalDate today() {
    return LocalDate.ofInstant(now, zone());
  }

  /** Path and query of this page, without the language. */
  public String address() {
    return address;
  }

  /** This page in another language. */
  public String inLanguage(Lang other) {
    return address + (address.contains("?") ? "&" : "?") + "lang=" + other.tag();
  }

  public String asset(String name) {
    return assets.address(name);
  }

  public List<NavEntry> nav() {
    return nav;
  }

  public String title() {
    return title;
  }

  public boolean isCurrent(NavEntry entry) {
    return entry.section().equals(section);
  }

  public LocalDate asOf() {
    return asOf == null ? today() : asOf;
  }

  public @Nullable Seq known() {
    return known;
  }

  public List<Form> forms() {
    return forms;
  }

  public boolean isExample() {
    return example;
  }

  public @Nullable Message exampleNote() {
    return exampleNote;
  }

  public boolean isLive() {
    return live;
  }

  /**
   * The token that every form that changes something sends along as {@code _csrf}; empty outside of
   * a request. Asking for it sets a cookie: pages without a form do not ask.
   */
  public String csrf() {
    return csrf == null ? "" : csrf.get();
  }

  /** Where to sign in and come back to this page. */
  public String signIn() {
    return address.startsWith("/sign-in")
        ? "/sign-in"
        : "/sign-in?next=" + URLEncoder.encode(address, StandardCharsets.UTF_8);
  }
}
