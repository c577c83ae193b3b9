import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.core.util.ApplicationModulesExporter;

/**
 * {@code PACKAGE CLASSES} writes the list of modules, in the order of dependence, among the classes. Without it every
 * start looks through all classes for it, which takes seconds.
 */
public class Modules {
  public static void main(String[] args) throws IOException {
    Path classes = Path.of(args[1]);
    Path list = classes.resolve(ApplicationModulesExporter.DEFAULT_LOCATION);
    if (isFresh(list, classes)) return;
    Files.createDirectories(list.getParent());
    Files.writeString(list, new ApplicationModulesExporter(ApplicationModules.of(args[0])).toFullJson());
  }

  private static boolean isFresh(Path list, Path classes) throws IOException {
    if (!Files.exists(list)) return false;
    var made = Files.getLastModifiedTime(list);
    try (var files = Files.walk(classes)) {
      return files
          .filter(file -> file.toString().endsWith(".class"))
          .noneMatch(file -> file.toFile().lastModified() >= made.toMillis());
    }
  }
}
