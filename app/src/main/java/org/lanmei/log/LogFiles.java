package org.lanmei.log;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Optional;
import org.lanmei.kernel.Caller;
import org.lanmei.merkle.EntryBundle;
import org.lanmei.merkle.HashTile;
import org.lanmei.merkle.MalformedException;
import org.lanmei.merkle.TilePath;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/**
 * The logs in the layout of c2sp.org/tlog-tiles, below {@code /log/<log>/}: {@code checkpoint},
 * {@code tile/…} and {@code tile/entries/…}. What a caller may not see is as if it were not there.
 */
@Controller
class LogFiles {

  private static final MediaType TEXT = MediaType.parseMediaType("text/plain;charset=UTF-8");

  private final Trees trees;
  private final Readership readership;

  LogFiles(Trees trees, Readership readership) {
    this.trees = trees;
    this.readership = readership;
  }

  @GetMapping("/log/{log}/checkpoint")
  ResponseEntity<byte[]> checkpoint(Caller caller, @PathVariable String log) {
    byte[] note =
        trees
            .find(log)
            .filter(tree -> readership.seesHashes(tree, caller))
            .flatMap(trees::checkpoint)
            .orElseThrow(LogProblem.UnknownLog::new);
    return ResponseEntity.ok().contentType(TEXT).body(note);
  }

  @GetMapping("/log/{log}/tile/**")
  ResponseEntity<byte[]> tile(
      Caller caller, @PathVariable String log, HttpServletRequest request) {
    String address = request.getRequestURI();
    TilePath path = path(address.substring(address.indexOf("/tile/") + 1));
    byte[] bytes =
        trees
            .find(log)
            .flatMap(tree -> bytes(tree, path, caller))
            .orElseThrow(LogProblem.UnknownLog::new);
    var answer = ResponseEntity.ok().contentType(MediaType.APPLICATION_OCTET_STREAM);
    // What is full never changes. Not to be kept where others come by: it may be for this caller only.
    if (path.full()) {
      answer.cacheControl(CacheControl.maxAge(Duration.ofDays(365)).cachePrivate().immutable());
    }
    return answer.body(bytes);
  }

  private Optional<byte[]> bytes(TreeStore.Tree tree, TilePath path, Caller caller) {
    return switch (path) {
      case HashTile tile when readership.seesHashes(tree, caller) -> trees.tile(tree, tile);
      case EntryBundle bundle when readership.seesEntries(tree, caller) ->
          trees.bundle(tree, bundle);
      default -> Optional.empty();
    };
  }

  private static TilePath path(String text) {
    try {
      return TilePath.parse(text);
    } catch (MalformedException e) {
      throw new LogProblem.UnknownLog();
    }
  }
}
