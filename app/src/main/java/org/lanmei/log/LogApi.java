package org.lanmei.log;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.Caller;
import org.lanmei.kernel.Seq;
import org.lanmei.merkle.Hash;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The verification logs and their proofs, for machines. */
@RestController
@RequestMapping("/api/v1/log")
@Tag(
    name = "Log",
    description = "Signed logs of what was recorded (RFC 6962, C2SP), and proofs from them")
class LogApi {

  private final LogView view;
  private final Trees trees;
  private final Readership readership;
  private final Exports exports;

  LogApi(LogView view, Trees trees, Readership readership, Exports exports) {
    this.view = view;
    this.trees = trees;
    this.readership = readership;
    this.exports = exports;
  }

  /**
   * @param keys that sign the checkpoints, the newest last
   */
  record Logs(List<LogView.Entry> logs, List<LogView.Key> keys) {}

  @GetMapping
  @Operation(
      summary = "The logs that the caller may see, and the keys that sign them",
      description =
          "Each log is served in the layout of c2sp.org/tlog-tiles below /log/{log}/: checkpoint,"
              + " tile/…, tile/entries/….")
  Logs logs(Caller caller) {
    return new Logs(view.logs(caller), view.keys());
  }

  /**
   * That an entry is in the log.
   *
   * @param index its place, from 0
   * @param size of the tree
   * @param leaf its hash, base64
   * @param path the siblings, from the leaf up, base64
   */
  record Inclusion(long index, long size, String leaf, List<String> path) {}

  @GetMapping("/{log}/proof/inclusion")
  @Operation(
      summary = "Proof that an entry is in the log (RFC 6962, section 2.1.1)",
      description = "By its place in the log, or by the number of the record in the commit order.")
  Inclusion inclusion(
      Caller caller,
      @PathVariable String log,
      @Parameter(description = "Place in the log, from 0") @RequestParam(required = false)
          @Nullable Long index,
      @Parameter(description = "Number in the commit order; for those who may see entries")
          @RequestParam(required = false)
          @Nullable Long seq,
      @Parameter(description = "Size of the tree; left out: as it is now")
          @RequestParam(required = false)
          @Nullable Long size) {
    var tree = visible(caller, log);
    long at = place(caller, tree, index, seq);
    long in = size == null ? tree.head().size() : size;
    try {
      var proof = trees.inclusion(tree, at, in);
      return new Inclusion(at, in, trees.leaf(tree, at).base64(), base64(proof.path()));
    } catch (IndexOutOfBoundsException e) {
      throw new LogProblem.NoSuchSize(in);
    }
  }

  private long place(
      Caller caller, TreeStore.Tree tree, @Nullable Long index, @Nullable Long seq) {
    if (index != null && seq == null) return index;
    if (seq == null || index != null) throw new LogProblem.WhichEntry();
    if (!readership.seesEntries(tree, caller)) throw new LogProblem.UnknownRecord();
    return trees.index(tree, seq).orElseThrow(LogProblem.UnknownRecord::new);
  }

  /**
   * That a tree is an older one with entries appended.
   *
   * @param from size of the older tree
   * @param to size of the newer
   * @param path base64
   */
  record Consistency(long from, long to, List<String> path) {}

  @GetMapping("/{log}/proof/consistency")
  @Operation(
      summary = "Proof that nothing was changed between two sizes (RFC 6962, section 2.1.2)")
  Consistency consistency(
      Caller caller,
      @PathVariable String log,
      @Parameter(description = "Size of the older tree") @RequestParam long from,
      @Parameter(description = "Size of the newer tree; left out: as it is now")
          @RequestParam(required = false)
          @Nullable Long to) {
    var tree = visible(caller, log);
    long newer = to == null ? tree.head().size() : to;
    try {
      return new Consistency(from, newer, base64(trees.consistency(tree, from, newer).path()));
    } catch (IndexOutOfBoundsException e) {
      throw new LogProblem.NoSuchSize(from > newer ? from : newer);
    }
  }

  @GetMapping("/records/{seq}")
  @Operation(
      summary = "A record with everything needed to check it offline",
      description =
          "A proof file (docs/proof-file.md) for ./lanmei verify. For those who may see the record.")
  @ApiResponse(
      responseCode = "200",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON_VALUE,
              schema = @Schema(type = "object")))
  ResponseEntity<byte[]> record(
      Caller caller,
      @PathVariable long seq,
      @Parameter(description = "Size of the signed checkpoint to prove it against; left out: the last")
          @RequestParam(required = false)
          @Nullable Long size) {
    if (seq < 1) throw new LogProblem.UnknownRecord();
    byte[] file = exports.record(caller, new Seq(seq), size);
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_JSON)
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment()
                .filename("lanmei-record-" + seq + ".json")
                .build()
                .toString())
        .body(file);
  }

  private TreeStore.Tree visible(Caller caller, String log) {
    return trees
        .find(log)
        .filter(tree -> readership.seesHashes(tree, caller))
        .orElseThrow(LogProblem.UnknownLog::new);
  }

  private static List<String> base64(List<Hash> path) {
    return path.stream().map(Hash::base64).toList();
  }
}
