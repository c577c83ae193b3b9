import com.google.googlejavaformat.java.Formatter;
import java.nio.file.Files;
import java.nio.file.Path;

/** {@code check DIR} fails and names each Java file that is not formatted; {@code write DIR} formats them. */
public class Format {
  public static void main(String[] args) throws Exception {
    boolean write = args[0].equals("write");
    if (!Files.isDirectory(Path.of(args[1]))) return;
    int unformatted = 0;
    try (var files = Files.walk(Path.of(args[1]))) {
      for (Path file : (Iterable<Path>) files.filter(f -> f.toString().endsWith(".java"))::iterator) {
        String source = Files.readString(file);
        String formatted = new Formatter().formatSourceAndFixImports(source);
        if (formatted.equals(source)) continue;
        if (write) Files.writeString(file, formatted);
        else System.err.println("not formatted: " + file);
        unformatted++;
      }
    }
    if (unformatted > 0 && !write) {
      System.err.println(unformatted + " files; './lanmei format' mends them");
      System.exit(1);
    }
  }
}
