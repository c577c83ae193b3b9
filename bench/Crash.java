import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.lanmei.merkle.Checkpoint;
import org.lanmei.merkle.ConsistencyProof;
import org.lanmei.merkle.Hash;
import org.lanmei.merkle.SignedNote;
import org.lanmei.merkle.Verdict;
import tools.jackson.databind.json.JsonMapper;

/**
 * Usage: bench/crash [--times N] [--seconds N]. Starts a Lanmei of its own, writes to it on four connections and
 * kills, N times each (5), first the program and then PostgreSQL's postmaster, with SIGKILL. After each start:
 * every acknowledged batch is there under its number and nothing twice; what was not acknowledged is sent again
 * under its key and is there once; every batch has its place in the commit order; the node's log has only grown
 * since the checkpoint before the crash (RFC 6962 consistency).
 */
public class Crash {

  private static final int WRITERS = 4;
  /** Seconds of the river's time that are kept for one run. */
  private static final long RUN = 10_000_000L;

  private static final Instant START = Instant.parse("2020-01-01T00:00:00Z");

  private final Path root;
  private final Path home;
  private final Path data;
  private final int port;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(5)).build();
  private final Random random = new Random(20261124);

  /** What was sent under which key. */
  private final Map<String, Batch> sent = new ConcurrentHashMap<>();

  private Process server;
  private String token;

  private Crash(Path root) throws Exception {
    this.root = root;
    home = Files.createTempDirectory("lanmei-crash");
    data = home.resolve("data");
    try (var socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
  }

  /**
   * @param number of the batch once it was acknowledged; null before
   */
  private record Batch(int writer, String body, Map<String, String> values, Long number) {}

  public static void main(String[] args) throws Exception {
    int times = option(args, "--times", 5);
    int seconds = option(args, "--seconds", 4);
    var crash = new Crash(Path.of(args[0]));
    try {
      crash.start();
      crash.prepare();
      for (int i = 0; i < times; i++) crash.once("program", i, seconds);
      for (int i = 0; i < times; i++) crash.once("PostgreSQL", i, seconds);
      System.out.printf("%nEvery acknowledged batch is there exactly once, after %d crashes. %,d batches.%n", 2 * times, crash.sent.size());
    } finally {
      crash.stop();
      try (var files = Files.walk(crash.home)) {
        files.sorted(Comparator.reverseOrder()).forEach(f -> f.toFile().delete());
      }
    }
  }

  private void start() throws Exception {
    Path log = home.resolve("log");
    Files.deleteIfExists(log);
    var builder =
        new ProcessBuilder(root.resolve("lanmei").toString(), "up", "--demo", "--data", data.toString(), "--port", Integer.toString(port))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().put("LANMEI_AOT", "off");
    server = builder.start();
    for (int i = 0; i < 600; i++) {
      if (Files.exists(log) && Files.readString(log).contains("http://")) {
        token = token(data.resolve("demo.json"));
        return;
      }
      if (!server.isAlive()) break;
      Thread.sleep(200);
    }
    throw new IllegalStateException("no start: " + Files.readString(log));
  }

  private void stop() throws Exception {
    server.destroy();
    if (!server.waitFor(40, TimeUnit.SECONDS)) server.destroyForcibly();
  }

  private void prepare() throws Exception {
    try (var db = database(); var sql = db.createStatement()) {
      sql.execute("insert into water.station (code, owner) select 'CR' || i, 'LA' from generate_series(0, " + WRITERS + ") i");
      sql.execute(
          "insert into water.series (station, variable, owner, unit) select 'CR' || i, 'water-level', 'LA', 'm' from generate_series(0, "
              + WRITERS + ") i");
    }
  }

  private void once(String victim, int time, int seconds) throws Exception {
    var before = checkpoint();
    int already = sent.size();
    try (var workers = Executors.newFixedThreadPool(WRITERS)) {
      for (int w = 0; w < WRITERS; w++) {
        int writer = w;
        workers.submit(() -> write(victim + time, writer));
      }
      Thread.sleep(seconds * 1000L + random.nextInt(1000));
      if (victim.equals("program")) {
        server.toHandle().destroyForcibly();
      } else {
        long postmaster = Long.parseLong(Files.readAllLines(data.resolve("pg/postmaster.pid")).getFirst().strip());
        ProcessHandle.of(postmaster).orElseThrow().destroyForcibly();
      }
    }
    if (!victim.equals("program")) stop();
    server.waitFor();
    long open = sent.values().stream().filter(b -> b.number() == null).count();
    long start = System.nanoTime();
    start();
    double seconds_ = (System.nanoTime() - start) / 1e9;
    check();
    grown(before);
    System.out.printf(
        "%-10s killed: %,5d batches acknowledged before it, %d without an answer; up again after %.1f s; all there once, the log grew only%n",
        victim, sent.size() - already - open, open, seconds_);
  }

  private void write(String run, int writer) {
    var own = new Random(run.hashCode() * 31L + writer);
    for (int i = 0; ; i++) {
      String key = run + "-" + writer + "-" + i;
      var batch = batch(run, writer, i, own);
      sent.put(key, batch);
      try {
        var reply = post(key, batch.body());
        if (reply.statusCode() != 201) return;
        sent.put(key, acknowledged(batch, reply));
      } catch (IOException | InterruptedException e) {
        return;
      }
    }
  }

  /** So that no two runs write the same moments. */
  private static long ordinal(String run) {
    int time = Integer.parseInt(run.replaceAll("\\D", ""));
    return 2L * time + (run.startsWith("program") ? 0 : 1);
  }

  /** Each writer has a series of its own and all write into one they share. */
  private Batch batch(String run, int writer, int i, Random own) {
    var body = new StringBuilder("series,time,value\n");
    var values = new TreeMap<String, String>();
    int n = 1 + own.nextInt(300);
    long base = START.getEpochSecond() + ordinal(run) * RUN;
    for (int k = 0; k < n; k++) {
      boolean shared = k % 3 == 0;
      String time = Instant.ofEpochSecond(base + (i * 300L + k) * 10 + (shared ? writer : 0)).toString();
      String series = "CR" + (shared ? WRITERS : writer) + "/water-level";
      String value = Integer.toString(1 + own.nextInt(9));
      body.append(series).append(',').append(time).append(',').append(value).append('\n');
      values.put(series + " " + time, value);
    }
    return new Batch(writer, body.toString(), values, null);
  }

  private static Batch acknowledged(Batch batch, HttpResponse<String> reply) {
    long number = new JsonMapper().readTree(reply.body()).path("batches").get(0).asLong();
    return new Batch(batch.writer(), batch.body(), batch.values(), number);
  }

  private HttpResponse<String> post(String key, String body) throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/v1/readings?reason=test"))
            .timeout(Duration.ofSeconds(30))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "text/csv")
            .header("Idempotency-Key", key)
            .POST(BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  private String get(String path) throws Exception {
    var reply =
        http.send(
            HttpRequest.newBuilder(URI.create("http://localhost:" + port + path)).header("Authorization", "Bearer " + token).build(),
            BodyHandlers.ofString());
    if (reply.statusCode() != 200) throw new IllegalStateException(path + " " + reply.statusCode() + " " + reply.body());
    return reply.body();
  }

  private void check() throws Exception {
    for (var one : List.copyOf(sent.entrySet())) {
      Long number = one.getValue().number();
      if (number != null && random.nextInt(10) > 0) continue; // of those acknowledged a tenth is sent again
      var reply = post(one.getKey(), one.getValue().body());
      if (number != null && reply.statusCode() != 200) throw new IllegalStateException("lost: " + one.getKey() + " " + reply.body());
      if (number == null && reply.statusCode() / 100 != 2) throw new IllegalStateException("not taken again: " + reply.body());
      var now = acknowledged(one.getValue(), reply);
      if (number != null && !number.equals(now.number())) throw new IllegalStateException("another number: " + one.getKey());
      sent.put(one.getKey(), now);
    }
    var expected = new TreeMap<String, String>();
    sent.values().forEach(b -> expected.putAll(b.values()));
    var there = new TreeMap<String, String>();
    for (int w = 0; w <= WRITERS; w++) {
      String series = "CR" + w + "/water-level";
      var lines = get("/api/v1/series/" + series + "/readings?format=csv").split("\n");
      for (int i = 1; i < lines.length; i++) {
        String[] fields = lines[i].split(",");
        if (there.put(series + " " + fields[0], fields[1]) != null) throw new IllegalStateException("twice: " + lines[i]);
      }
    }
    if (!there.equals(expected)) {
      throw new IllegalStateException("there are %,d values, expected were %,d".formatted(there.size(), expected.size()));
    }
    try (var db = database(); var sql = db.createStatement()) {
      for (int i = 0; ; i++) {
        try (var rows =
            sql.executeQuery(
                """
                select count(*), count(distinct b.key), count(e.seq), (select count(*) from water.slab l, unnest(l.at) where l.series in (select id from water.series where station like 'CR%'))
                  from water.batch b left join log.entry e on e.pending = b.pending where b.publisher = 'LA' and b.key like any (array['program%', 'PostgreSQL%'])
                """)) {
          rows.next();
          if (rows.getInt(1) == sent.size() && rows.getInt(2) == sent.size() && rows.getInt(3) == sent.size() && rows.getLong(4) == expected.size()) return;
          if (i == 50) {
            throw new IllegalStateException(
                "batches %d, keys %d, in the order %d, sent %d; values kept %d, expected %d"
                    .formatted(rows.getInt(1), rows.getInt(2), rows.getInt(3), sent.size(), rows.getLong(4), expected.size()));
          }
        }
        Thread.sleep(100); // until the sequencer has come by
      }
    }
  }

  private Checkpoint checkpoint() throws Exception {
    return Checkpoint.parse(SignedNote.parse(get("/log/node/checkpoint").getBytes(StandardCharsets.UTF_8)).text());
  }

  private void grown(Checkpoint before) throws Exception {
    var now = checkpoint();
    var answer =
        new JsonMapper()
            .readTree(get("/api/v1/log/node/proof/consistency?from=" + before.head().size() + "&to=" + now.head().size()));
    var path = new ArrayList<Hash>();
    answer.path("path").forEach(hash -> path.add(Hash.parse(hash.asString())));
    var verdict = new ConsistencyProof(path).verify(before.head(), now.head());
    if (!(verdict instanceof Verdict.Holds)) throw new IllegalStateException("the log was rewritten: " + verdict);
  }

  private static String token(Path demo) throws Exception {
    for (var person : new JsonMapper().readTree(demo.toFile())) {
      if (person.path("user").asString().equals("hydrologist.la")) return person.path("token").asString();
    }
    throw new IllegalStateException("no hydrologist in " + demo);
  }

  private java.sql.Connection database() throws Exception {
    String url = "jdbc:postgresql://127.0.0.1:" + Files.readString(data.resolve("pg-port")).strip() + "/lanmei";
    return DriverManager.getConnection(url, "lanmei_owner", Files.readString(data.resolve("secrets/lanmei_owner")).strip());
  }

  private static int option(String[] args, String name, int otherwise) {
    for (int i = 1; i + 1 < args.length; i++) if (args[i].equals(name)) return Integer.parseInt(args[i + 1]);
    return otherwise;
  }
}
