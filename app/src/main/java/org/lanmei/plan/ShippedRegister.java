package org.lanmei.plan;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.lanmei.log.Log;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Loads the register that ships with the program. What has changed since the last start becomes a
 * new version; what is the same stays as it is.
 */
@Component
@Order(10)
class ShippedRegister implements ApplicationRunner {

  private static final Logger logger = LoggerFactory.getLogger(ShippedRegister.class);
  private static final long LOCK = 0x6c616e6d_65690002L;

  private final RegisterStore store;
  private final Log log;
  private final JdbcClient db;
  private final TransactionTemplate transaction;
  private final YAMLMapper yaml = new YAMLMapper();
  private final JsonMapper json;

  ShippedRegister(
      RegisterStore store,
      Log log,
      JdbcClient db,
      TransactionTemplate transaction,
      JsonMapper json) {
    this.store = store;
    this.log = log;
    this.db = db;
    this.transaction = transaction;
    this.json = json;
  }

  @Override
  public void run(ApplicationArguments args) {
    Integer changed = transaction.execute(status -> load());
    if (changed != null && changed > 0) {
      logger.info("register: {} commitments are new or have a new version", changed);
      log.settle();
    }
  }

  private int load() {
    db.sql("select pg_advisory_xact_lock(?)").param(LOCK).query(row -> {});
    var document = (ObjectNode) read("register/lmc-2023-2027.yaml");
    var commitments = (tools.jackson.databind.node.ArrayNode) document.remove("commitments");
    var subplans = document.remove("subplans");
    var head = json.treeToValue(document, PlanHead.class);
    store.putHead(head);
    for (PlanHead subplan : subplans(head, subplans)) store.putHead(subplan);
    int changed = 0;
    int position = 0;
    for (JsonNode commitment : commitments) {
      var content = withClauseDefaults((ObjectNode) commitment, head);
      var id = CommitmentId.of(content.path("id").asString());
      if (store.putCommitment(head.plan(), id, position++, content)) changed++;
    }
    return changed;
  }

  /** Lead, pillar and area hold for a whole clause unless the sentence says otherwise. */
  private static ObjectNode withClauseDefaults(ObjectNode commitment, PlanHead head) {
    var id = CommitmentId.of(commitment.path("id").asString());
    var clause =
        head.clause(id.clause())
            .orElseThrow(
                () -> new IllegalStateException("no clause of " + id + " in the register"));
    if (clause.pillar() != null && !commitment.has("pillar")) {
      commitment.put("pillar", clause.pillar());
    }
    if (clause.area() != null && !commitment.has("area")) commitment.put("area", clause.area());
    if (clause.lead() != null && !commitment.has("lead")) commitment.put("lead", clause.lead());
    return commitment;
  }

  private List<PlanHead> subplans(PlanHead main, JsonNode listed) {
    var heads = new ArrayList<PlanHead>();
    for (JsonNode entry : listed) {
      var head = ((ObjectNode) entry).deepCopy();
      head.set("plan", head.remove("key"));
      head.put("language", "zh");
      head.putObject("parent")
          .put("plan", main.plan())
          .put("commitment", entry.path("parent").asString());
      heads.add(json.treeToValue(head, PlanHead.class));
    }
    return heads;
  }

  private JsonNode read(String resource) {
    try (InputStream in = new ClassPathResource(resource).getInputStream()) {
      return yaml.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
