package org.lanmei.plan.document;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;

/**
 * Writes a register of fingerprints from a plan's document, by hand and only when a register is
 * made. Arguments: the document; the file to write; then what is not counted as commitments,
 * clauses ({@code 一}) or sentences ({@code 4.3.4#11}).
 */
public final class FingerprintWriter {

  private FingerprintWriter() {}

  public static void main(String[] args) throws IOException {
    Path document = Path.of(args[0]);
    var notCounted = Set.copyOf(Arrays.asList(args).subList(2, args.length));
    var read = PlanDocument.read(document.getFileName().toString(), Files.readAllBytes(document));
    var register =
        Fingerprints.of(
            read, id -> !notCounted.contains(id.clause()) && !notCounted.contains(id.toString()));
    try (var out = Files.newBufferedWriter(Path.of(args[1]))) {
      register.write(
          out,
          "Fingerprints of the sentences of a plan, without its text: see Fingerprint.java.",
          "Made by FingerprintWriter; " + register.commitments() + " commitments.");
    }
  }
}
