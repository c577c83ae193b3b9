package org.lanmei.cap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Messages by chance are read as they were written; damaged ones give findings or a refusal. */
class RandomAlertsTest {

  @Test
  void what_is_written_is_read_again_and_breaks_no_rule() {
    for (int seed = 0; seed < 400; seed++) {
      var alert = new Made(new Random(seed)).alert();
      byte[] written = CapWriter.write(alert);
      var reading = new CapReader().read(written);
      assertThat(reading.findings())
          .as("seed %d", seed)
          .noneMatch(f -> f.level() != Finding.Level.WARNING);
      assertThat(reading.alert()).as("seed %d", seed).contains(alert);
      assertThat(CapWriter.check(alert, Set.of()))
          .extracting(Finding::rule)
          .isEqualTo(reading.findings().stream().map(Finding::rule).toList());
    }
  }

  @Test
  void damaged_bytes_give_findings_or_a_refusal_and_nothing_else() {
    assertTimeoutPreemptively(
        Duration.ofSeconds(90),
        () -> {
          for (int seed = 0; seed < 6_000; seed++) {
            var random = new Random(seed);
            byte[] bytes =
                seed % 3 == 0
                    ? Samples.bytes(Samples.FLOOD)
                    : CapWriter.write(new Made(new Random(seed % 40)).alert());
            for (int edits = 1 + random.nextInt(4); edits > 0; edits--) {
              bytes = damaged(bytes, random);
            }
            try {
              var reading = new CapReader().checking(Set.of(Profile.values())).read(bytes);
              reading.alert().ifPresent(CapWriter::write);
            } catch (CapException e) {
              assertThat(e.reason()).isNotNull();
            }
          }
        });
  }

  @Test
  void noise_is_no_message() {
    var random = new Random(5);
    for (int round = 0; round < 2_000; round++) {
      byte[] bytes = new byte[random.nextInt(300)];
      random.nextBytes(bytes);
      try {
        new CapReader().read(bytes);
        throw new AssertionError("read noise");
      } catch (CapException e) {
        assertThat(e.line()).isNotNegative();
      }
    }
  }

  private static final List<String> PIECES =
      List.of(
          "<",
          ">",
          "&",
          "\"",
          "&#0;",
          "&#xD800;",
          "]]>",
          "<![CDATA[",
          "<!--",
          "<?x",
          "\u0000",
          "<info>",
          "</info>",
          "<area/>",
          "999999999999",
          "-",
          "1e99",
          ",",
          " ",
          "2026-02-30",
          "<!DOCTYPE a [",
          "xmlns:a='b'",
          "\uFEFF",
          "\u0E01",
          "0,0 1,1 0,1 1,0 0,0",
          "<x:y/>");

  private static byte[] damaged(byte[] bytes, Random random) {
    int at = random.nextInt(bytes.length + 1);
    int to = Math.min(bytes.length, at + random.nextInt(random.nextInt(10) == 0 ? 400 : 4));
    byte[] head = Arrays.copyOf(bytes, at);
    byte[] middle =
        switch (random.nextInt(4)) {
          case 0 -> new byte[0];
          case 1 -> new byte[] {(byte) random.nextInt(256)};
          case 2 -> Samples.bytes(PIECES.get(random.nextInt(PIECES.size())));
          default -> {
            byte[] piece = Arrays.copyOfRange(bytes, at, to);
            byte[] twice = Arrays.copyOf(piece, 2 * piece.length);
            System.arraycopy(piece, 0, twice, piece.length, piece.length);
            yield twice;
          }
        };
    byte[] all = Arrays.copyOf(head, at + middle.length + bytes.length - to);
    System.arraycopy(middle, 0, all, at, middle.length);
    System.arraycopy(bytes, to, all, at + middle.length, bytes.length - to);
    return all;
  }

  /** Makes messages that keep the standard's rules. */
  private record Made(Random random) {

    private static final List<String> TEXTS =
        List.of(
            "flood",
            "ລະດັບ ນ້ຳ",
            "ទឹក\u200Bជំនន់",
            "ရေကြီး",
            "洪水\n警报",
            " a & b < c > \"d\" 'e' ",
            "\t\r\n x",
            "𠀀😀",
            "]]>",
            "Nước lũ");

    Alert alert() {
      var type = any(MsgType.values());
      var id = reference(2_000_000_000L);
      var scope = any(Scope.values());
      var to =
          new Addressing(
              scope,
              scope == Scope.RESTRICTED ? text() : null,
              scope == Scope.PRIVATE ? List.of("a@b", "Duty desk") : List.of());
      return new Alert(
          id,
          any(Status.values()),
          type,
          maybe(this::text),
          to,
          some(this::text),
          maybe(this::text),
          type == MsgType.ALERT ? List.of() : List.of(reference(1_000_000_000L)),
          some(() -> "incident " + random.nextInt(9)),
          some(this::info),
          List.of());
    }

    private Info info() {
      return new Info(
          maybe(() -> any("lo", "km-KH", "my", "zh-Hans", "th", "vi", "en")),
          List.of(any(Category.values())),
          text(),
          some(() -> any(ResponseType.values())),
          new Priority(any(Urgency.values()), any(Severity.values()), any(Certainty.values())),
          maybe(this::text),
          some(this::named),
          new Times(maybe(this::time), maybe(this::time), maybe(this::time)),
          new Wording(
              maybe(this::text),
              maybe(this::text),
              maybe(this::text),
              maybe(this::text),
              maybe(() -> "https://example.org/" + random.nextInt()),
              maybe(this::text)),
          some(this::named),
          some(this::resource),
          some(this::area));
    }

    private Resource resource() {
      return new Resource(
          text(),
          "image/png",
          maybe(() -> BigInteger.valueOf(random.nextInt(1 << 20))),
          maybe(() -> "https://example.org/a.png"),
          maybe(() -> "aGVsbG8="),
          maybe(() -> "aaf4c61ddcc5e8a2dabede0f3b482cd9aea9434d"));
    }

    private Area area() {
      var altitude = maybe(() -> new BigDecimal(random.nextInt(9_000)).movePointLeft(2));
      return new Area(
          text(),
          some(this::polygon),
          some(() -> new Circle(point(), random.nextDouble() * 500)),
          some(this::named),
          altitude,
          altitude == null ? null : maybe(() -> altitude.add(BigDecimal.TEN)));
    }

    /** Star-shaped round a middle, so that it never crosses itself. */
    private Polygon polygon() {
      double lat = random.nextDouble() * 120 - 60;
      double lon = random.nextDouble() * 300 - 150;
      var points = new ArrayList<Point>();
      int corners = 3 + random.nextInt(20);
      for (int i = 0; i < corners; i++) {
        double angle = 2 * Math.PI * i / corners;
        double r = 0.5 + random.nextDouble();
        points.add(new Point(lat + r * Math.sin(angle), lon + r * Math.cos(angle)));
      }
      points.add(points.getFirst());
      return new Polygon(points);
    }

    private Point point() {
      return new Point(random.nextDouble() * 180 - 90, random.nextDouble() * 360 - 180);
    }

    private NamedValue named() {
      return new NamedValue(text(), text());
    }

    private Reference reference(long around) {
      var sent = Instant.ofEpochSecond(around + random.nextInt(1_000_000));
      return new Reference("a@b", "id-" + random.nextInt(), sent.atOffset(offset()));
    }

    private OffsetDateTime time() {
      return Instant.ofEpochSecond(random.nextInt(Integer.MAX_VALUE)).atOffset(offset());
    }

    private ZoneOffset offset() {
      return ZoneOffset.ofTotalSeconds((random.nextInt(113) - 56) * 900);
    }

    private String text() {
      return TEXTS.get(random.nextInt(TEXTS.size()));
    }

    @SafeVarargs
    private <T> T any(T... all) {
      return all[random.nextInt(all.length)];
    }

    private <T> T maybe(Supplier<T> some) {
      return random.nextBoolean() ? some.get() : null;
    }

    private <T> List<T> some(Supplier<T> one) {
      var all = new ArrayList<T>();
      for (int n = random.nextInt(4); n > 0; n--) all.add(one.get());
      return all;
    }
  }
}
