package org.lanmei.launch;

import static org.lanmei.launch.LaunchFailure.Exit.IN_USE;
import static org.lanmei.launch.LaunchFailure.Exit.UNAVAILABLE;
import static org.lanmei.launch.LaunchFailure.Exit.USAGE;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lanmei.launch.CommandLine.Backup;
import org.lanmei.launch.CommandLine.Help;
import org.lanmei.launch.CommandLine.Import;
import org.lanmei.launch.CommandLine.Load;
import org.lanmei.launch.CommandLine.Restore;
import org.lanmei.launch.CommandLine.Up;
import org.lanmei.launch.CommandLine.Verify;
import org.lanmei.launch.CommandLine.Version;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/** Does what the command line says. Spring starts only once the database is ready. */
public final class Launcher {
  /** Addresses at which this machine answers as localhost. */
  private static final Set<String> THIS_MACHINE = Set.of("127.0.0.1", "0.0.0.0", "::1", "::");

  private final Class<?> application;
  private volatile @Nullable EmbeddedServer server;

  private Launcher(Class<?> application) {
    this.application = application;
  }

  /**
   * Does it; on failure says why, in a sentence, and ends the process with a code other than 0.
   *
   * @param application the class with {@code main}
   */
  public static void main(Class<?> application, String... args) {
    // Until Spring sets up the log, what libraries say is nobody's business.
    LoggingSystem.get(Launcher.class.getClassLoader()).beforeInitialize();
    try {
      new Launcher(application).run(CommandLine.parse(args));
    } catch (LaunchFailure e) {
      System.err.println(e.getMessage());
      if (System.getenv("LANMEI_TRACE") != null) e.printStackTrace();
      System.exit(e.exit.code);
    }
  }

  private void run(CommandLine command) {
    switch (command) {
      case Up up -> up(up);
      case Backup backup -> backup(backup);
      case Restore restore -> restore(restore);
      case Import sent -> new PlanImport(sent).run();
      case Verify verify -> {
        int code = new ProofCheck(verify).run(System.out);
        if (code != 0) System.exit(code);
      }
      case Load load -> new ReadingsLoad(load).run();
      case Version _ -> System.out.println(version());
      case Help _ -> System.out.println(Words.of("launch.help"));
    }
  }

  private void up(Up up) {
    requireFree(up.host(), up.port());
    var folder = DataFolder.at(up.data());
    // Runs after Spring has stopped, and also when it never started.
    SpringApplication.getShutdownHandlers().add(this::stopServer);
    var database = database(folder);
    if (Restoration.undoInterrupted(database)) {
      System.out.println(Words.of("launch.restore.undone"));
    }
    var spring = new SpringApplication(application);
    spring.setMainApplicationClass(application);
    spring.setLogStartupInfo(false);
    spring.addInitializers(
        context ->
            context
                .getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource("launch", properties(up, folder, database))));
    spring.addListeners(
        (ApplicationListener<ApplicationReadyEvent>)
            event -> printAddress(up, event.getApplicationContext().getEnvironment()));
    try {
      spring.run();
    } catch (PortInUseException e) {
      throw portBusy(e, up.port());
    } catch (RuntimeException e) {
      // Spring has logged what it was.
      throw new LaunchFailure(e, UNAVAILABLE, "launch.application.no-start");
    }
  }

  private Database database(DataFolder folder) {
    var existing = ExistingDatabase.in(System.getenv());
    if (existing.isPresent()) return existing.get().prepare(folder);
    if (!Files.exists(folder.cluster())) {
      System.out.println(Words.of("launch.database.making", folder.path()));
    }
    var started = EmbeddedServer.start(folder, EmbeddedServer.Purpose.SERVICE);
    server = started;
    return started.database();
  }

  private static Map<String, Object> properties(Up up, DataFolder folder, Database database) {
    var all = new HashMap<String, Object>();
    all.put("spring.datasource.url", database.url());
    all.put("spring.datasource.username", database.app().user());
    all.put("spring.datasource.password", database.app().password());
    all.put("spring.flyway.url", database.url());
    all.put("spring.flyway.user", database.owner().user());
    all.put("spring.flyway.password", database.owner().password());
    all.put("server.address", up.host());
    all.put("server.port", up.port());
    all.put("lanmei.data-dir", folder.path().toString());
    all.put("lanmei.demo", up.demo());
    return all;
  }

  private void backup(Backup backup) {
    var folder = DataFolder.at(backup.data());
    var existing = ExistingDatabase.in(System.getenv());
    if (existing.isPresent()) {
      backup(existing.get().prepare(folder), backup.file());
    } else if (folder.lock()) {
      // It is not running: we start the database, and stop it again.
      try (var own = start(folder)) {
        backup(own.database(), backup.file());
      }
    } else {
      backup(EmbeddedServer.running(folder), backup.file());
    }
  }

  private void backup(Database database, Path file) {
    var written = new BackupWriter(database, version()).write(file);
    System.out.println(
        Words.of("launch.backup.done", file, written.tables().size(), written.rows()));
  }

  private void restore(Restore restore) {
    try (var backup = BackupFile.open(restore.file())) {
      var folder = DataFolder.at(restore.data());
      var existing = ExistingDatabase.in(System.getenv());
      if (existing.isPresent()) {
        restore(existing.get().prepare(folder), backup, restore.replace());
        return;
      }
      try (var own = start(folder)) {
        restore(own.database(), backup, restore.replace());
      }
    }
  }

  private void restore(Database database, BackupFile backup, boolean replace) {
    new Restoration(database, Migrations.of(application, database)).run(backup, replace);
    var manifest = backup.manifest();
    System.out.println(
        Words.of(
            "launch.restore.done",
            manifest.madeAt().toString(),
            manifest.tables().size(),
            manifest.rows()));
  }

  private EmbeddedServer start(DataFolder folder) {
    Runtime.getRuntime().addShutdownHook(new Thread(this::stopServer));
    var started = EmbeddedServer.start(folder, EmbeddedServer.Purpose.SERVICE);
    server = started;
    return started;
  }

  private void stopServer() {
    var running = server;
    if (running != null) running.close();
  }

  /** Said before the database starts, which takes a while the first time. */
  private static void requireFree(String host, int port) {
    InetAddress address;
    try {
      address = InetAddress.getByName(host);
    } catch (UnknownHostException e) {
      throw new LaunchFailure(e, USAGE, "launch.host.unknown", host);
    }
    try (var probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(new InetSocketAddress(address, port));
    } catch (IOException e) {
      throw portBusy(e, port);
    }
  }

  private static LaunchFailure portBusy(Exception cause, int port) {
    return new LaunchFailure(cause, IN_USE, "launch.port.busy", Integer.toString(port));
  }

  private static void printAddress(Up up, ConfigurableEnvironment environment) {
    String port = environment.getRequiredProperty("local.server.port");
    // Passkeys belong to a name, never to a number.
    String host = THIS_MACHINE.contains(up.host()) ? "localhost" : up.host();
    System.out.println();
    System.out.println("  " + Words.of("launch.ready", "http://%s:%s/".formatted(host, port)));
    System.out.println("  " + Words.of("launch.stop"));
    System.out.println();
  }

  private String version() {
    return Objects.requireNonNullElse(
        application.getPackage().getImplementationVersion(), "development");
  }
}
