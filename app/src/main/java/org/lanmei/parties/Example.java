package org.lanmei.parties;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.Caller;
import org.lanmei.kernel.Capacity;
import org.lanmei.kernel.Lang;
import org.lanmei.kernel.Party;
import org.lanmei.site.Messages;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * With {@code lanmei.demo=true}: the invented people of the worked example, and then what the
 * domain modules put into it. Their mandates are granted by the rules, not written past them.
 * Passwords and tokens are made at random, printed, and kept in {@code demo.json}; what is there is
 * kept.
 */
@Component
@Order(100) // after the registers and histories of the modules
class Example implements ApplicationRunner {

  static final String FILE = "demo.json";
  private static final Duration TOKENS_LAST = Duration.ofDays(Tokens.MOST_DAYS);

  private final PartiesSettings settings;
  private final PersonStore people;
  private final Accounts accounts;
  private final Mandates mandates;
  private final Tokens tokens;
  private final Passwords passwords;
  private final Callers callers;
  private final ObjectProvider<ExampleData> data;
  private final Messages messages;
  private final JsonMapper json;
  private final Clock clock;

  Example(
      PartiesSettings settings,
      PersonStore people,
      Accounts accounts,
      Mandates mandates,
      Tokens tokens,
      Passwords passwords,
      Callers callers,
      ObjectProvider<ExampleData> data,
      Messages messages,
      JsonMapper json,
      Clock clock) {
    this.settings = settings;
    this.people = people;
    this.accounts = accounts;
    this.mandates = mandates;
    this.tokens = tokens;
    this.passwords = passwords;
    this.callers = callers;
    this.data = data;
    this.messages = messages;
    this.json = json;
    this.clock = clock;
  }

  /**
   * One person to be made.
   *
   * @param role what the person is for; a secretariat's officer is the party's grantor too
   */
  private record Someone(
      @Nullable Party party,
      Capacity role,
      String login,
      String name,
      String organisation,
      Lang language) {

    static Someone read(String line) {
      String[] cells = line.split(",", -1);
      return new Someone(
          cells[0].isEmpty() ? null : Party.valueOf(cells[0]),
          Capacity.valueOf(cells[1]),
          cells[2],
          cells[3],
          cells[4],
          Lang.of(cells[5]).orElseThrow());
    }
  }

  /** How to sign in as an example person; a line of {@code demo.json}. */
  record Entry(String user, @Nullable Party party, Capacity role, String password, String token) {}

  @Override
  public void run(ApplicationArguments arguments) {
    if (!settings.demo()) return;
    if (people.anyRealPerson() || data.stream().anyMatch(ExampleData::holdsRealData)) {
      throw new IllegalStateException(messages.text(Lang.EN, "parties.demo.refused"));
    }
    var all = someones();
    var entries = entries(all);
    write(List.copyOf(entries.values()));
    print(entries.values(), System.out);
    grant(all);
    var made =
        all.stream()
            .flatMap(s -> people.byLogin(s.login()).stream())
            .flatMap(a -> callers.byPerson(a.id(), "password").stream())
            .toList();
    var examples = new ExamplePeople(made);
    data.orderedStream().forEach(d -> d.create(examples));
  }

  private static List<Someone> someones() {
    try {
      return new ClassPathResource("example/people.csv")
          .getContentAsString(StandardCharsets.UTF_8)
          .lines()
          .skip(1)
          .map(Someone::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Makes who is missing; gives new means of signing in where the file's do not work. */
  private Map<String, Entry> entries(List<Someone> all) {
    var kept = read();
    var entries = new LinkedHashMap<String, Entry>();
    for (var someone : all) {
      var account = people.byLogin(someone.login());
      Entry entry = kept.get(someone.login());
      if (account.isPresent() && entry != null && callers.byToken(entry.token()).isPresent()) {
        entries.put(someone.login(), entry);
        continue;
      }
      String password = Secrets.fresh().substring(0, 20);
      UUID person;
      if (account.isPresent()) {
        person = account.get().id();
        people.setPassword(person, passwords.hash(password), clock.instant());
        tokens.revokeAll(person);
      } else {
        person =
            accounts.make(
                someone.login(),
                password,
                someone.name(),
                someone.organisation(),
                someone.party(),
                someone.party() == null ? someone.role() : Capacity.READER,
                someone.language(),
                true);
      }
      var token = tokens.insert(person, "demo", TOKENS_LAST);
      entries.put(
          someone.login(),
          new Entry(someone.login(), someone.party(), someone.role(), password, token.token()));
    }
    return entries;
  }

  /** By the rules: registered from a note, taken up, and the others granted by the party itself. */
  private void grant(List<Someone> all) {
    Caller administrator =
        all.stream()
            .filter(s -> s.role() == Capacity.ADMINISTRATOR)
            .map(this::caller)
            .findFirst()
            .orElseThrow();
    for (Party party : Party.values()) {
      var officer =
          all.stream()
              .filter(s -> s.party() == party && s.role() == Capacity.SECRETARIAT)
              .findFirst()
              .orElseThrow();
      LocalDate from = LocalDate.ofInstant(clock.instant(), party.zone()).withDayOfYear(1);
      String note = "EXAMPLE " + party + " 1/" + from.getYear();
      if (!mandates.hasGrantor(party)) {
        var link =
            accounts.registerFirstGrantor(
                administrator,
                new Accounts.FirstGrantor(
                    caller(officer).person(),
                    "",
                    "",
                    party,
                    officer.language(),
                    note,
                    from,
                    from,
                    null));
        accounts.accept(
            caller(officer), link.address().substring(link.address().lastIndexOf('/') + 1));
      }
      Caller grantor = caller(officer);
      for (var someone : all) {
        UUID person = caller(someone).person();
        if (someone.party() != party || person == null || has(person).contains(someone.role())) {
          continue;
        }
        mandates.grant(
            grantor, new Mandates.Grant(person, someone.role(), "", from, null, note, from));
      }
    }
  }

  private Set<Capacity> has(UUID person) {
    var capacities = EnumSet.noneOf(Capacity.class);
    mandates.inForce(person).forEach(m -> capacities.add(m.capacity()));
    return capacities;
  }

  private Caller caller(Someone someone) {
    return people
        .byLogin(someone.login())
        .flatMap(a -> callers.byPerson(a.id(), "password"))
        .orElse(Caller.ANONYMOUS);
  }

  private Map<String, Entry> read() {
    Path file = file();
    var entries = new LinkedHashMap<String, Entry>();
    if (file == null || !Files.isRegularFile(file)) return entries;
    for (Entry entry : json.readValue(file.toFile(), new TypeReference<List<Entry>>() {})) {
      entries.put(entry.user(), entry);
    }
    return entries;
  }

  /** Whole or not at all, and never readable by others. */
  private void write(List<Entry> entries) {
    Path file = file();
    if (file == null) return;
    try {
      Path directory = file.toAbsolutePath().getParent();
      Files.createDirectories(directory);
      Path fresh =
          Files.createTempFile(
              directory,
              ".demo",
              null,
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(
          fresh, json.writerWithDefaultPrettyPrinter().writeValueAsString(entries) + "\n");
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private @Nullable Path file() {
    Path directory = settings.dataDir();
    return directory == null ? null : directory.resolve(FILE);
  }

  private void print(Iterable<Entry> entries, PrintStream out) {
    var lines = new ArrayList<String>();
    lines.add(messages.text(Lang.EN, "parties.demo.people"));
    for (var e : entries) {
      lines.add(
          "%-19s %-2s %-15s %s  %s"
              .formatted(
                  e.user(), e.party() == null ? "" : e.party(), e.role(), e.password(), e.token()));
    }
    out.println(String.join(System.lineSeparator(), lines));
    out.flush();
  }
}
