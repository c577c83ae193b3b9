package org.lanmei.launch;

import static org.lanmei.launch.LaunchFailure.Exit.IN_USE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a killed process leaves behind: the database goes on running without it, or its pid file
 * names a process that is now somebody else's.
 */
final class LeftOver {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Path cluster;

  LeftOver(Path cluster) {
    this.cluster = cluster;
  }

  /** Stops whatever still works on these files, so that a new server may start on them. */
  void stop() {
    Path pidFile = cluster.resolve("postmaster.pid");
    if (!Files.exists(pidFile)) return;
    var named = pid(pidFile);
    if (named.isPresent() && isOurs(named.getAsLong())) {
      signal("INT", named.getAsLong());
      if (!gone(named.getAsLong(), PATIENCE)) {
        signal("QUIT", named.getAsLong());
        if (!gone(named.getAsLong(), PATIENCE)) {
          throw new LaunchFailure(
              IN_USE, "launch.database.left-over", Long.toString(named.getAsLong()), cluster);
        }
      }
    }
    awaitWorkers();
    // A dead pid PostgreSQL recognises itself; one that another program has got since, it cannot.
    if (named.isEmpty() || isAlive(named.getAsLong())) delete(pidFile);
  }

  /** Processes of a killed server end by themselves; a new server beside them would spoil data. */
  private void awaitWorkers() {
    long end = System.nanoTime() + PATIENCE.toNanos();
    List<Long> workers = workers();
    while (!workers.isEmpty()) {
      if (System.nanoTime() > end) {
        throw new LaunchFailure(IN_USE, "launch.database.left-over", workers.toString(), cluster);
      }
      pause();
      workers = workers();
    }
  }

  /** Every process of PostgreSQL has its data directory as its working directory. */
  private List<Long> workers() {
    var found = new ArrayList<Long>();
    ProcessHandle.allProcesses()
        .map(ProcessHandle::pid)
        .filter(this::worksHere)
        .forEach(found::add);
    return found;
  }

  private boolean isOurs(long pid) {
    return isAlive(pid) && (worksHere(pid) || commandNamesCluster(pid));
  }

  private boolean worksHere(long pid) {
    try {
      return Files.isSameFile(Path.of("/proc/" + pid + "/cwd"), cluster);
    } catch (IOException e) {
      return false;
    }
  }

  /** For systems without /proc. */
  private boolean commandNamesCluster(long pid) {
    Optional<String> command = ProcessHandle.of(pid).flatMap(p -> p.info().commandLine());
    return command
        .filter(c -> c.contains("postgres") && c.contains(cluster.toString()))
        .isPresent();
  }

  private static boolean isAlive(long pid) {
    return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
  }

  private static OptionalLong pid(Path pidFile) {
    try (var lines = Files.lines(pidFile)) {
      return lines.limit(1).mapToLong(line -> Long.parseLong(line.strip())).findFirst();
    } catch (IOException | NumberFormatException e) {
      return OptionalLong.empty();
    }
  }

  /** Java can send only TERM, on which PostgreSQL waits for its clients. */
  private static void signal(String name, long pid) {
    try {
      new ProcessBuilder("sh", "-c", "kill -%s %d".formatted(name, pid)).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * A process that has ended may keep its number until its parent asks: it no longer works here.
   */
  private boolean gone(long pid, Duration within) {
    long end = System.nanoTime() + within.toNanos();
    while (isOurs(pid)) {
      if (System.nanoTime() > end) return false;
      pause();
    }
    return true;
  }

  static void pause() {
    try {
      Thread.sleep(50);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
