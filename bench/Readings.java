import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.postgresql.PGConnection;
import tools.jackson.databind.json.JsonMapper;

/**
 * Usage: bench/readings [--rows N] [--rounds N] [--requests N] [--stored N]. Starts a Lanmei of its own, sends
 * readings over HTTP as a CSV stream and as JSON, and beside each the same rows by raw COPY into a plain (series,
 * time, value) table of the same server; then asks, at once and when their arrays have been merged. Then the database
 * is filled up to 100 million or --stored N (0: not), directly by SQL and not over HTTP, and asked again. On an
 * otherwise idle machine; the load comes from the same machine and counts.
 *
 * <p>Development: --attach PORT --data DIR uses a Lanmei that runs already.
 */
public class Readings {

  private static final int STATIONS = 200;
  private static final Instant START = Instant.parse("2001-01-01T00:00:00Z");

  private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final int port;
  private final String token;
  private final Connection db;
  private long first = START.getEpochSecond();
  private final String run = Long.toString(System.currentTimeMillis(), 36);

  private Readings(int port, String token, Connection db) {
    this.port = port;
    this.token = token;
    this.db = db;
  }

  public static void main(String[] args) throws Exception {
    Locale.setDefault(Locale.ROOT);
    Path root = Path.of(args[0]);
    int rows = option(args, "--rows", 1_000_000);
    int rounds = option(args, "--rounds", 3);
    int requests = option(args, "--requests", 2_000);
    int stored = option(args, "--stored", 100_000_000);
    int attach = option(args, "--attach", 0);
    if (attach > 0) {
      Path data = Path.of(args[Arrays.asList(args).indexOf("--data") + 1]);
      try (var db = database(data)) {
        new Readings(attach, token(data.resolve("demo.json")), db).measure(rows, rounds, requests, stored);
      }
      return;
    }
    Path home = Files.createTempDirectory("lanmei-bench");
    Path data = home.resolve("data");
    int port = freePort();
    var start =
        new ProcessBuilder(
                root.resolve("lanmei").toString(), "up", "--demo", "--data", data.toString(), "--port", Integer.toString(port))
            .redirectErrorStream(true)
            .redirectOutput(home.resolve("bench.log").toFile());
    start.environment().put("LANMEI_AOT", "off"); // nothing else is at work beside it
    var server = start.start();
    try {
      await(server, home.resolve("bench.log"));
      try (var db = database(data)) {
        new Readings(port, token(data.resolve("demo.json")), db).measure(rows, rounds, requests, stored);
      }
    } finally {
      server.descendants().forEach(ProcessHandle::destroy);
      server.destroy();
      server.waitFor(30, TimeUnit.SECONDS);
      try (var files = Files.walk(home)) {
        files.sorted(Comparator.reverseOrder()).forEach(f -> f.toFile().delete());
      }
    }
  }

  private void measure(int rows, int rounds, int requests, int stored) throws Exception {
    prepare();
    System.out.printf("%d processors, the load client on the same machine%n", Runtime.getRuntime().availableProcessors());
    in(rows, rounds);
    single(requests);
    long count = count();
    stored("just in, being merged");
    out(requests);
    download();
    merged();
    stored("merged");
    out(requests);
    bytes();
    if (stored > count) {
      fill(stored - count);
      stored("most put there directly by SQL, not over HTTP");
      out(requests);
      bytes();
    }
  }

  private void stored(String how) throws Exception {
    System.out.printf("%nStored: %,d readings in %,d arrays, %s%n", count(), number("select count(*) from water.slab"), how);
  }

  /** Waits until no series has enough small arrays to be merged. */
  private void merged() throws Exception {
    String open = "select count(*) from (select from water.slab where loose group by series having count(*) >= 48) x";
    for (int i = 0; i < 120 && number(open) > 0; i++) Thread.sleep(2_000);
  }

  /** 200 stations of one party, and a plain table. */
  private void prepare() throws Exception {
    sql("create schema if not exists bench");
    sql("drop table if exists bench.plain");
    sql("create table bench.plain (series int not null, time timestamptz not null, value float8)");
    sql(
        "insert into water.station (code, owner) select 'B' || lpad(i::text, 4, '0'), 'LA' from generate_series(1, "
            + (STATIONS + 1) + ") i on conflict do nothing");
    sql(
        "insert into water.series (station, variable, owner, unit, cadence) select 'B' || lpad(i::text, 4, '0'),"
            + " 'water-level', 'LA', 'm', interval '15 minutes' from generate_series(1, " + (STATIONS + 1)
            + ") i on conflict do nothing");
  }

  /** Rows in the order of arrival: all stations at one time, then at the next. */
  private final class Source {
    private final Random random = new Random(20261124);
    private final double[] level = new double[STATIONS];
    private long step;

    Source(long from) {
      step = from;
      for (int i = 0; i < STATIONS; i++) level[i] = 3 + random.nextInt(500) / 100.0;
    }

    interface Row {
      void row(int station, long unix, long hundredths) throws IOException;
    }

    void next(int rows, Row each) throws IOException {
      for (int n = 0; n < rows; ) {
        long unix = START.getEpochSecond() + step * 900;
        for (int s = 0; s < STATIONS && n < rows; s++, n++) {
          if (random.nextInt(4) == 0) level[s] = Math.clamp(level[s] + (random.nextInt(5) - 2) / 100.0, 0.5, 15);
          each.row(s, unix, Math.round(level[s] * 100));
        }
        step++;
      }
    }

    long step() {
      return step;
    }
  }

  private Source source = new Source(0);

  private static String code(int station) {
    return "B%04d".formatted(station + 1);
  }

  private final String[] codes = codes();

  private static String[] codes() {
    var codes = new String[STATIONS + 1];
    for (int i = 0; i <= STATIONS; i++) codes[i] = code(i);
    return codes;
  }

  private static void put(StringBuilder out, long hundredths) {
    out.append(hundredths / 100).append('.');
    long rest = hundredths % 100;
    if (rest < 10) out.append('0');
    out.append(rest);
  }

  private String time(long unix) {
    if (unix != timeOf) {
      timeOf = unix;
      timeText = Instant.ofEpochSecond(unix).toString();
    }
    return timeText;
  }

  private long timeOf = Long.MIN_VALUE;
  private String timeText = "";

  private void in(int rows, int rounds) throws Exception {
    Path csv = Files.createTempFile("readings", ".csv");
    Path plain = Files.createTempFile("plain", ".csv");
    var byCopy = new double[rounds];
    var byCsv = new double[rounds];
    var byJson = new double[rounds];
    try {
      for (int round = -1; round < rounds; round++) { // the first warms up
        int n = round < 0 ? Math.min(rows, 300_000) : rows;
        write(csv, plain, n);
        double copy = copy(plain, n);
        double http = stream(csv, n, "csv-" + round);
        double json = json(Math.min(n, 300_000), "json-" + round);
        if (round < 0) continue;
        byCopy[round] = copy;
        byCsv[round] = http;
        byJson[round] = json;
        System.out.printf(
            "round %d: COPY %,9.0f/s   CSV %,9.0f/s (%.2f of COPY)   JSON %,9.0f/s (%.2f)%n",
            round + 1, copy, http, http / copy, json, json / copy);
      }
    } finally {
      Files.delete(csv);
      Files.delete(plain);
    }
    rates("raw COPY, plain table, no index", byCopy, byCopy, 0);
    rates("CSV stream over HTTP", byCsv, byCopy, 300_000);
    rates("JSON data arrays over HTTP", byJson, byCopy, 100_000);
  }

  private static void rates(String what, double[] rates, double[] peer, double goal) {
    var sorted = rates.clone();
    Arrays.sort(sorted);
    var ratio = new double[rates.length];
    for (int i = 0; i < ratio.length; i++) ratio[i] = rates[i] / peer[i];
    Arrays.sort(ratio);
    System.out.printf(
        "%-34s median %,9.0f/s (%,.0f to %,.0f)   ratio to COPY %.2f (%.2f to %.2f)%s%n",
        what, at(sorted, .5), sorted[0], sorted[sorted.length - 1], at(ratio, .5), ratio[0], ratio[ratio.length - 1],
        goal == 0 ? "" : "   goal %,.0f/s: %s".formatted(goal, at(sorted, .5) >= goal ? "met" : "not met here"));
  }

  private void write(Path csv, Path plain, int rows) throws IOException {
    var line = new StringBuilder(64);
    try (OutputStream a = new BufferedOutputStream(Files.newOutputStream(csv), 1 << 16);
        OutputStream b = new BufferedOutputStream(Files.newOutputStream(plain), 1 << 16)) {
      a.write("series,time,value\n".getBytes(StandardCharsets.US_ASCII));
      source.next(
          rows,
          (station, unix, hundredths) -> {
            line.setLength(0);
            line.append(codes[station]).append("/water-level,").append(time(unix)).append(',');
            put(line, hundredths);
            line.append('\n');
            a.write(line.toString().getBytes(StandardCharsets.US_ASCII));
            line.setLength(0);
            line.append(station).append(',').append(time(unix)).append(',');
            put(line, hundredths);
            line.append('\n');
            b.write(line.toString().getBytes(StandardCharsets.US_ASCII));
          });
    }
  }

  private double copy(Path plain, int rows) throws Exception {
    sql("truncate bench.plain");
    sql("checkpoint");
    long start = System.nanoTime();
    try (InputStream in = Files.newInputStream(plain)) {
      db.unwrap(PGConnection.class).getCopyAPI().copyIn("copy bench.plain from stdin (format csv)", in, 1 << 16);
    }
    return rows / seconds(start);
  }

  private double stream(Path csv, int rows, String key) throws Exception {
    sql("checkpoint");
    long start = System.nanoTime();
    post("text/csv", key, BodyPublishers.ofFile(csv), rows);
    return rows / seconds(start);
  }

  /** Requests of 1,000 readings, five of each station, on four connections. */
  private double json(int rows, String key) throws Exception {
    var bodies = new ArrayList<byte[]>();
    for (int sent = 0; sent < rows; sent += 5 * STATIONS) bodies.add(body());
    sql("checkpoint");
    long start = System.nanoTime();
    // Of one series later values come after earlier ones, else each would be compared with what is there.
    try (var workers = Executors.newFixedThreadPool(1)) {
      var sent = new ArrayList<Future<?>>();
      for (int i = 0; i < bodies.size(); i++) {
        int n = i;
        sent.add(
            workers.submit(
                () -> {
                  post("application/json", key + "-" + n, BodyPublishers.ofByteArray(bodies.get(n)), 5 * STATIONS);
                  return null;
                }));
      }
      for (var one : sent) one.get();
    }
    return rows / seconds(start);
  }

  private byte[] body() throws IOException {
    var arrays = new StringBuilder[STATIONS];
    for (int s = 0; s < STATIONS; s++) arrays[s] = new StringBuilder();
    source.next(
        5 * STATIONS,
        (station, unix, hundredths) -> {
          var array = arrays[station];
          if (!array.isEmpty()) array.append(',');
          array.append("[\"").append(time(unix)).append("\",");
          put(array, hundredths);
          array.append(']');
        });
    var body = new ByteArrayOutputStream();
    body.write('[');
    for (int s = 0; s < STATIONS; s++) {
      if (s > 0) body.write(',');
      String one = "{\"series\":\"" + codes[s] + "/water-level\",\"components\":[\"time\",\"value\"],\"dataArray\":[" + arrays[s] + "]}";
      body.write(one.getBytes(StandardCharsets.US_ASCII));
    }
    body.write(']');
    return body.toByteArray();
  }

  private void post(String type, String key, HttpRequest.BodyPublisher body, int rows) throws Exception {
    var response =
        http.send(
            HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/v1/readings"))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", type)
                .header("Idempotency-Key", run + "-" + key)
                .POST(body)
                .build(),
            BodyHandlers.ofString());
    if (response.statusCode() != 201) throw new IllegalStateException(response.body());
    var receipt = new JsonMapper().readTree(response.body());
    if (receipt.path("taken").asInt() != rows) throw new IllegalStateException(response.body());
  }

  private void single(int requests) throws Exception {
    var unix = START.getEpochSecond() + source.step() * 900 + 900;
    int connections = 16;
    var times = new ArrayList<Double>();
    long start = System.nanoTime();
    try (var workers = Executors.newFixedThreadPool(connections)) {
      var sent = new ArrayList<Future<List<Double>>>();
      for (int c = 0; c < connections; c++) {
        int worker = c;
        sent.add(
            workers.submit(
                () -> {
                  var own = new ArrayList<Double>();
                  for (int i = 0; i < requests / connections; i++) {
                    String body =
                        "{\"series\":\"%s/water-level\",\"time\":\"%s\",\"value\":%d.25}"
                            .formatted(codes[worker * 12], Instant.ofEpochSecond(unix + i * 900L), 3 + i % 2);
                    long began = System.nanoTime();
                    post("application/json", "one-" + worker + "-" + i, BodyPublishers.ofString(body), 1);
                    own.add((System.nanoTime() - began) / 1e6);
                  }
                  return own;
                }));
      }
      for (var one : sent) times.addAll(one.get());
    }
    double rate = times.size() / seconds(start);
    var sorted = times.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    System.out.printf(
        "single posts, %d connections       %,9.0f/s   p50 %.1f ms   p99 %.1f ms%n", connections, rate, at(sorted, .5), at(sorted, .99));
    source = new Source(source.step() + 10 + requests / connections);
  }

  private void out(int requests) throws Exception {
    String stations = String.join(",", Arrays.copyOf(codes, STATIONS));
    var random = new Random(5);
    long values =
        number(
            "select min(n) from (select sum(l.n) as n from water.slab l join water.series s on s.id = l.series where s.station between '"
                + codes[0] + "' and '" + codes[STATIONS - 1] + "' group by s.id) x");
    ask("latest of 200 stations", requests, 20, () -> "/api/v1/readings/latest?stations=" + stations);
    ask(
        "1,000 values of one series",
        requests,
        5,
        () -> {
          long from = first + (long) (random.nextDouble() * Math.max(1, values - 2000)) * 900;
          return "/api/v1/series/" + codes[random.nextInt(STATIONS)] + "/water-level/readings?format=csv&from="
              + Instant.ofEpochSecond(from) + "&to=" + Instant.ofEpochSecond(from + 1000 * 900);
        });
  }

  private interface Question {
    String path();
  }

  private void ask(String what, int requests, double goal, Question question) throws Exception {
    for (int i = 0; i < Math.max(300, requests / 5); i++) get(question.path());
    var client = new double[requests];
    var server = new double[requests];
    for (int i = 0; i < requests; i++) {
      String path = question.path();
      long start = System.nanoTime();
      server[i] = get(path);
      client[i] = (System.nanoTime() - start) / 1e6;
    }
    Arrays.sort(client);
    Arrays.sort(server);
    System.out.printf(
        "%-34s p50 %6.2f ms   p99 %6.2f ms   (server to first byte p50 %.2f, p99 %.2f)   goal p99 %.0f ms: %s%n",
        what, at(client, .5), at(client, .99), at(server, .5), at(server, .99), goal,
        at(client, .99) <= goal ? "met" : "not met here");
  }

  private double get(String path) throws Exception {
    var response =
        http.send(
            HttpRequest.newBuilder(URI.create("http://localhost:" + port + path)).header("Authorization", "Bearer " + token).build(),
            BodyHandlers.ofByteArray());
    if (response.statusCode() != 200 || response.body().length < 1000) {
      throw new IllegalStateException(response.statusCode() + " " + new String(response.body(), StandardCharsets.UTF_8));
    }
    return response.headers().firstValue("Server-Timing").map(t -> Double.parseDouble(t.replaceAll(".*dur=", ""))).orElse(0.0);
  }

  /** A 30-year record of a quarter of an hour. */
  private void download() throws Exception {
    int values = 1_000_000;
    Path csv = Files.createTempFile("long", ".csv");
    try {
      try (var out = new BufferedOutputStream(Files.newOutputStream(csv), 1 << 16)) {
        out.write("series,time,value\n".getBytes(StandardCharsets.US_ASCII));
        var random = new Random(3);
        long hundredths = 420;
        var line = new StringBuilder();
        for (int i = 0; i < values; i++) {
          hundredths = Math.clamp(hundredths + random.nextInt(3) - 1, 50L, 1500L);
          line.setLength(0);
          line.append(codes[STATIONS]).append("/water-level,").append(Instant.ofEpochSecond(START.minusSeconds(5 * 365 * 86_400L).getEpochSecond() + i * 900L)).append(',');
          put(line, hundredths);
          out.write(line.append('\n').toString().getBytes(StandardCharsets.US_ASCII));
        }
      }
      if (number("select count(*) from water.slab l join water.series s on s.id = l.series where s.station = '" + codes[STATIONS] + "'") == 0) {
        long start = System.nanoTime();
        post("text/csv", "long", BodyPublishers.ofFile(csv), values);
        System.out.printf("one series of a million in, CSV    %,9.0f/s%n", values / seconds(start));
      }
    } finally {
      Files.delete(csv);
    }
    int times = 7;
    var first = new double[times];
    var total = new double[times];
    long bytes = 0;
    for (int i = 0; i < times; i++) {
      long start = System.nanoTime();
      var response =
          http.send(
              HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/v1/series/" + codes[STATIONS] + "/water-level/readings?format=csv"))
                  .header("Authorization", "Bearer " + token)
                  .build(),
              BodyHandlers.ofInputStream());
      long lines = -1;
      bytes = 0;
      byte[] buffer = new byte[1 << 16];
      try (var in = response.body()) {
        for (int n; (n = in.read(buffer)) >= 0; ) {
          if (bytes == 0) first[i] = (System.nanoTime() - start) / 1e6;
          bytes += n;
          for (int k = 0; k < n; k++) if (buffer[k] == '\n') lines++;
        }
      }
      total[i] = (System.nanoTime() - start) / 1e6;
      if (lines != values) throw new IllegalStateException(lines + " lines");
    }
    Arrays.sort(first);
    Arrays.sort(total);
    System.out.printf(
        "a million values, %d MB of CSV     first byte median %.1f ms (%.1f to %.1f), goal 100 ms: %s   all of it %.0f ms (%.0f to %.0f)%n",
        bytes / 1_000_000, at(first, .5), first[0], first[times - 1], at(first, .5) <= 100 ? "met" : "not met here",
        at(total, .5), total[0], total[times - 1]);
  }

  /** Merged arrays as they are after years, before what came over HTTP: by SQL, 24 values of each batch. */
  private void fill(long values) throws Exception {
    long perSeries = values / STATIONS;
    int slabs = (int) (perSeries / 2048);
    first = START.getEpochSecond() - slabs * 2048L * 900;
    System.out.printf("%nfilling %,d values directly by SQL …%n", (long) slabs * 2048 * STATIONS);
    long start = System.nanoTime();
    for (int s = 0; s < STATIONS; s++) {
      sql(
          """
          insert into water.slab (series, lo, hi, n, loose, at, v, flag, batch)
          select s.id, x.lo, x.lo + 2047 * 900, 2048, false,
                 (select array_agg(x.lo + i * 900 order by i) from generate_series(0, 2047) i),
                 (select array_agg(round(500 + 300 * sin(x.p / 40.0 + i / 700.0) + 20 * sin((x.p * 2048 + i) / 3) * (x.p %% 3)) / 100.0 order by i)
                    from generate_series(0, 2047) i),
                 array_fill(0::smallint, array[2048]),
                 (select array_agg(1 + (x.p * 2048 + i) / 24 %% h.last_batch order by i) from generate_series(0, 2047) i)
            from water.series s join water.head h on h.series = s.id,
                 (select p, %d + p * 2048 * 900 as lo from generate_series(0::bigint, %d) p) x
           where s.station = '%s'
          """
              .formatted(first - 946_684_800L, slabs - 1, codes[s]));
    }
    sql("vacuum (analyze) water.slab");
    System.out.printf("filled in %.0f s%n", seconds(start));
  }

  private void bytes() throws Exception {
    merged();
    sql("vacuum (full, analyze) water.slab");
    double each = (double) number("select pg_total_relation_size('water.slab')") / count();
    double plain = number("select pg_total_relation_size('bench.plain')") / (double) number("select count(*) from bench.plain");
    System.out.printf(
        "%nbytes per reading, index included  %.1f (a plain row without any index: %.1f)   goal 15: %s%n",
        each, plain, each <= 15 ? "met" : "not met here");
  }

  private long count() throws Exception {
    return number("select sum(n) from water.slab");
  }

  private void sql(String statement) throws Exception {
    try (var run = db.createStatement()) {
      run.execute(statement);
    }
  }

  private long number(String query) throws Exception {
    try (var rows = db.createStatement().executeQuery(query)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  private static double at(double[] sorted, double share) {
    return sorted[(int) Math.min(sorted.length - 1, Math.round(share * (sorted.length - 1)))];
  }

  private static void await(Process server, Path log) throws Exception {
    for (int i = 0; i < 1200; i++) {
      if (Files.exists(log) && Files.readString(log).contains("http://")) {
        Thread.sleep(2_000);
        return;
      }
      if (!server.isAlive()) throw new IllegalStateException(Files.readString(log));
      Thread.sleep(250);
    }
    throw new IllegalStateException("no start: " + Files.readString(log));
  }

  private static String token(Path demo) throws Exception {
    for (var person : new JsonMapper().readTree(demo.toFile())) {
      if (person.path("user").asString().equals("hydrologist.la")) return person.path("token").asString();
    }
    throw new IllegalStateException("no hydrologist in " + demo);
  }

  /** As the server's superuser: for checkpoints and plain tables. */
  private static Connection database(Path data) throws Exception {
    String url = "jdbc:postgresql://127.0.0.1:" + Files.readString(data.resolve("pg-port")).strip() + "/lanmei";
    return DriverManager.getConnection(url, "postgres", Files.readString(data.resolve("secrets/postgres")).strip());
  }

  private static int freePort() throws Exception {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static int option(String[] args, String name, int otherwise) {
    for (int i = 1; i + 1 < args.length; i++) if (args[i].equals(name)) return Integer.parseInt(args[i + 1].replace("_", ""));
    return otherwise;
  }
}
