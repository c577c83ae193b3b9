package org.lanmei.launch;

import static org.lanmei.launch.LaunchFailure.Exit.DATA;
import static org.lanmei.launch.LaunchFailure.Exit.NOT_ALLOWED;
import static org.lanmei.launch.LaunchFailure.Exit.UNAVAILABLE;
import static org.lanmei.launch.LaunchFailure.Exit.USAGE;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends a file of readings to a running Lanmei as a hydrologist with a token, decides what the file
 * leaves open where that is asked, and follows the loading. The token is read from the environment,
 * LANMEI_TOKEN.
 */
final class ReadingsLoad {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration POLL = Duration.ofMillis(500);

  private final CommandLine.Load asked;
  private final JsonMapper json = new JsonMapper();

  ReadingsLoad(CommandLine.Load asked) {
    this.asked = asked;
  }

  private record Answer(int status, JsonNode body) {}

  void run() {
    String token = System.getenv("LANMEI_TOKEN");
    if (token == null || token.isBlank()) throw new LaunchFailure(USAGE, "launch.import.no-token");
    try (var client = HttpClient.newHttpClient()) {
      var sent = send(client, upload(token));
      var job = sent.body;
      if (sent.status == 422 && job.has("stopped")) {
        System.out.println(Words.of("launch.load.stopped"));
        job.path("stopped").forEach(why -> System.out.println("  " + why.asString()));
        throw ended(job);
      }
      if (sent.status == 409 && job.has("proposal")) job = confirm(client, token, job);
      follow(client, token, job);
    }
  }

  private HttpRequest upload(String token) {
    String query =
        "?source="
            + encoded(asked.source())
            + "&name="
            + encoded(Objects.toString(asked.file().getFileName(), "readings.csv"))
            + (asked.reason() == null ? "" : "&reason=" + encoded(asked.reason()));
    try {
      return request("/api/v1/intake/files" + query, token)
          .header("Content-Type", "text/csv")
          .POST(BodyPublishers.ofFile(asked.file()))
          .build();
    } catch (FileNotFoundException e) {
      throw new LaunchFailure(e, DATA, "launch.import.no-file", asked.file());
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** Makes the choices, and confirms when no question is left. */
  private JsonNode confirm(HttpClient client, String token, JsonNode job) {
    var proposal = job.path("proposal");
    System.out.println(
        Words.of(
            "launch.load.understood",
            proposal.path("rows").asLong(),
            proposal.path("ready").asLong(),
            proposal.path("empty").asLong(),
            proposal.path("badRows").asLong()));
    for (JsonNode finding : proposal.path("findings")) {
      String mark = finding.path("warning").asBoolean() ? "! " : "  ";
      System.out.println(mark + finding.path("text").asString());
    }
    var choices = new HashMap<>(asked.choices());
    boolean open = false;
    for (JsonNode question : proposal.path("questions")) {
      String id = question.path("id").asString();
      if (choices.containsKey(id)) continue;
      String recommended = question.path("recommended").asString("");
      if (asked.accept() && !recommended.isEmpty()) {
        choices.put(id, recommended);
      } else if (question.path("must").asBoolean() || recommended.isEmpty()) {
        open = true;
        print(question, recommended);
      }
    }
    // A profile is confirmed only where a person has said so.
    if (open || (!asked.accept() && asked.choices().isEmpty())) {
      throw new LaunchFailure(
          DATA, "launch.load.look", asked.url().resolve(job.path("page").asString()));
    }
    String body = json.writeValueAsString(Map.of("choices", choices));
    var confirmed =
        send(
            client,
            request(job.path("href").asString() + "/confirm", token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build());
    if (confirmed.status >= 300) throw refused(confirmed);
    return confirmed.body;
  }

  private static void print(JsonNode question, String recommended) {
    System.out.println(
        Words.of(
            "launch.load.question",
            question.path("id").asString(),
            question.path("text").asString()));
    for (JsonNode option : question.path("options")) {
      String value = option.path("value").asString();
      System.out.println(
          "    "
              + Words.of(
                  value.equals(recommended) ? "launch.load.recommended" : "launch.load.option",
                  value,
                  option.path("text").asString()));
    }
  }

  private void follow(HttpClient client, String token, JsonNode sent) {
    String href = sent.path("href").asString();
    JsonNode job = sent;
    long shown = -1;
    while (isRunning(job)) {
      long read = job.path("read").asLong();
      if (read != shown) {
        System.out.println(Words.of("launch.load.progress", read, job.path("rows").asLong()));
        shown = read;
      }
      try {
        Thread.sleep(POLL);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new LaunchFailure(e, UNAVAILABLE, "launch.import.unreachable", asked.url());
      }
      job = get(client, token, href);
    }
    if (!job.path("state").asString().equals("DONE")) {
      job.path("stopped").forEach(why -> System.out.println("  " + why.asString()));
      throw ended(job);
    }
    System.out.println(
        Words.of(
            "launch.load.done",
            job.path("taken").asLong(),
            job.path("same").asLong(),
            job.path("empty").asLong(),
            job.path("bad").asLong()));
    if (job.path("bad").asLong() == 0) return;
    for (JsonNode row : get(client, token, href + "/bad")) {
      System.out.println(
          "  "
              + Words.of(
                  "launch.load.bad",
                  row.path("line").asLong(),
                  row.path("what").asString(),
                  row.path("how").asString()));
    }
  }

  private static boolean isRunning(JsonNode job) {
    String state = job.path("state").asString();
    return state.equals("WAITING") || state.equals("LOADING");
  }

  private LaunchFailure ended(JsonNode job) {
    return new LaunchFailure(
        DATA,
        "launch.load.ended",
        job.path("read").asLong(),
        job.path("rows").asLong(),
        asked.url().resolve(job.path("page").asString()));
  }

  private JsonNode get(HttpClient client, String token, String path) {
    var answer = send(client, request(path, token).GET().build());
    if (answer.status >= 300) throw refused(answer);
    return answer.body;
  }

  private HttpRequest.Builder request(String path, String token) {
    return HttpRequest.newBuilder(asked.url().resolve(path))
        .timeout(PATIENCE)
        .header("Authorization", "Bearer " + token)
        .header("Accept", "application/json")
        .header("Accept-Language", Words.language());
  }

  private Answer send(HttpClient client, HttpRequest request) {
    try {
      var response = client.send(request, BodyHandlers.ofString());
      var answer = new Answer(response.statusCode(), json.readTree(response.body()));
      boolean known = answer.body.has("proposal") || answer.body.has("stopped");
      if (answer.status < 300 || known) return answer;
      throw refused(answer);
    } catch (IOException | JacksonException e) {
      throw new LaunchFailure(e, UNAVAILABLE, "launch.import.unreachable", asked.url());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LaunchFailure(e, UNAVAILABLE, "launch.import.unreachable", asked.url());
    }
  }

  private static LaunchFailure refused(Answer answer) {
    boolean mayNot = answer.status == 401 || answer.status == 403;
    return new LaunchFailure(
        mayNot ? NOT_ALLOWED : DATA,
        "launch.import.refused",
        answer.body.path("title").asString(),
        answer.body.path("detail").asString());
  }
}
