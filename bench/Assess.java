import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.json.JsonMapper;

/**
 * Usage: bench/assess [--evidence N] [--requests N]. Starts a Lanmei of its own with the worked example,
 * adds N invented pieces of evidence, asks for all commitments at random dates over HTTP, and prints the
 * time in the server (its Server-Timing header) beside the time PostgreSQL takes to hand over the same
 * evidence. On an otherwise idle machine.
 */
public class Assess {

  public static void main(String[] args) throws Exception {
    Path root = Path.of(args[0]);
    int evidence = option(args, "--evidence", 5_000);
    int requests = option(args, "--requests", 600);
    Path data = Files.createTempDirectory("lanmei-bench");
    int port = freePort();
    var log = data.resolve("bench.log").toFile();
    var start =
        new ProcessBuilder(
                root.resolve("lanmei").toString(), "up", "--demo", "--data", data.resolve("data").toString(),
                "--port", Integer.toString(port))
            .redirectErrorStream(true)
            .redirectOutput(log);
    var server = start.start();
    try (var http = HttpClient.newHttpClient()) {
      await(server, data.resolve("bench.log"));
      String token = token(data.resolve("data/demo.json"));
      try (var db = database(data.resolve("data"))) {
        addEvidence(db, evidence);
        double[] sql = readEvidence(db, 50);
        get(http, port, token, LocalDate.now());
        double[] cold = {get(http, port, token, LocalDate.now().minusDays(1))};
        var random = new Random(20261124);
        for (int i = 0; i < requests / 3; i++) get(http, port, token, day(random));
        double[] server_ms = new double[requests];
        for (int i = 0; i < requests; i++) server_ms[i] = get(http, port, token, day(random));
        Arrays.sort(server_ms);
        Arrays.sort(sql);
        System.out.printf(
            "268 commitments, %,d pieces of evidence, %d random dates from 2016 to 2027%n", evidence, requests);
        System.out.printf(
            "in the server, to first byte    p50 %6.1f ms   p99 %6.1f ms   max %6.1f ms   second request %6.1f ms%n",
            at(server_ms, .5), at(server_ms, .99), server_ms[requests - 1], cold[0]);
        System.out.printf(
            "PostgreSQL, evidence rows only p50 %6.1f ms   p99 %6.1f ms%n", at(sql, .5), at(sql, .99));
        System.out.printf(
            "ratio of the medians           %.2f (spread p10 %.2f to p90 %.2f)%n",
            at(server_ms, .5) / at(sql, .5), at(server_ms, .1) / at(sql, .5), at(server_ms, .9) / at(sql, .5));
        System.out.printf("goal: p99 at most 50 ms: %s%n", at(server_ms, .99) <= 50 ? "met" : "not met here");
      }
    } finally {
      server.descendants().forEach(ProcessHandle::destroy);
      server.destroy();
      server.waitFor(30, TimeUnit.SECONDS);
      try (var files = Files.walk(data)) {
        files.sorted(Comparator.reverseOrder()).forEach(f -> f.toFile().delete());
      }
    }
  }

  private static LocalDate day(Random random) {
    return LocalDate.of(2016, 1, 1).plusDays(random.nextInt(12 * 365));
  }

  private static double at(double[] sorted, double share) {
    return sorted[(int) Math.min(sorted.length - 1, Math.round(share * (sorted.length - 1)))];
  }

  /** Milliseconds in the server. */
  private static double get(HttpClient http, int port, String token, LocalDate day) throws Exception {
    var response =
        http.send(
            HttpRequest.newBuilder(
                    URI.create("http://localhost:" + port + "/api/v1/commitments?asOf=" + day))
                .header("Authorization", "Bearer " + token)
                .build(),
            BodyHandlers.ofString());
    if (response.statusCode() != 200) throw new IllegalStateException(response.body());
    String timing = response.headers().firstValue("Server-Timing").orElseThrow();
    return Double.parseDouble(timing.replaceAll(".*dur=", ""));
  }

  private static void addEvidence(Connection db, int count) throws Exception {
    db.setAutoCommit(false);
    var random = new Random(7);
    String[] parties = {"KH", "CN", "LA", "MM", "TH", "VN"};
    long seq;
    try (var row = db.createStatement().executeQuery("select max(seq) from log.entry")) {
      row.next();
      seq = row.getLong(1);
    }
    var ids = new java.util.ArrayList<String>();
    try (var rows = db.createStatement().executeQuery("select id from plan.commitment where plan = 'lmc-2023-2027'")) {
      while (rows.next()) ids.add(rows.getString(1));
    }
    try (var entry =
            db.prepareStatement(
                "insert into log.entry (seq, known_at, kind, ref, digest, pending) values (?, now(), 'bench', 'bench', ?, ?)");
        var evidence =
            db.prepareStatement(
                "insert into plan.evidence (seq, source, known_at, content) values (?, 'bench', now(), cast(? as jsonb))")) {
      for (int i = 0; i < count; i++) {
        seq++;
        entry.setLong(1, seq);
        entry.setBytes(2, new byte[32]);
        entry.setLong(3, 1_000_000_000L + i);
        entry.addBatch();
        LocalDate day = day(random);
        evidence.setLong(1, seq);
        evidence.setString(
            2,
            """
            {"entry":"asserted","seq":%d,"knownAt":"2026-01-01T00:00:00Z","id":"%s",
             "subjects":["commitment:%s"],"by":["%s"],"when":{"from":"%s","to":"%s"},
             "fact":{"fact":"occurred","regular":true},"title":{"en":"Invented for a measurement"},
             "origin":{"source":"bench","publisher":"bench"},"example":true}"""
                .formatted(
                    seq, UUID.randomUUID(), ids.get(random.nextInt(ids.size())),
                    parties[random.nextInt(6)], day, day));
        evidence.addBatch();
      }
      entry.executeBatch();
      evidence.executeBatch();
    }
    db.commit();
  }

  private static double[] readEvidence(Connection db, int times) throws Exception {
    double[] ms = new double[times];
    for (int i = 0; i < times; i++) {
      long start = System.nanoTime();
      try (var rows =
          db.createStatement().executeQuery("select seq, content from plan.evidence order by seq")) {
        while (rows.next()) rows.getString(2);
      }
      ms[i] = (System.nanoTime() - start) / 1e6;
    }
    return ms;
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
      if (person.path("user").asString().equals("secretariat.la")) return person.path("token").asString();
    }
    throw new IllegalStateException("no officer in " + demo);
  }

  /** As the application's own role, whose password the data folder keeps. */
  private static Connection database(Path data) throws Exception {
    String url = "jdbc:postgresql://127.0.0.1:" + Files.readString(data.resolve("pg-port")).strip() + "/lanmei";
    String password = Files.readString(data.resolve("secrets/lanmei_app")).strip();
    return DriverManager.getConnection(url, "lanmei_app", password);
  }

  private static int freePort() throws Exception {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static int option(String[] args, String name, int otherwise) {
    for (int i = 1; i + 1 < args.length; i++) if (args[i].equals(name)) return Integer.parseInt(args[i + 1]);
    return otherwise;
  }
}
