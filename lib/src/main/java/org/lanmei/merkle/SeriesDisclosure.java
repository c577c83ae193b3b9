package org.lanmei.merkle;

import java.nio.charset.StandardCharsets;

/**
 * One series of a {@link SeriesBatch}, shown alone. Its leaf in the small tree is ASCII text of
 * three lines: {@code lanmei-series/v1}, {@code series} and the name, {@code commitment} and the
 * base64 of the commitment.
 *
 * @param series name
 * @param opening digest of the values, and the salt of this series
 * @param proof that the series is in the batch
 * @param size number of series in the batch, as the publisher says
 * @param leafSalt of the entry, whose commitment is to the root over the batch
 */
public record SeriesDisclosure(
    String series, SaltedLeaf opening, InclusionProof proof, long size, Salt leafSalt) {

  static final String HEADER = "lanmei-series/v1";

  public SeriesDisclosure {
    checkSeries(series);
    if (size < 1) throw new IllegalArgumentException("size " + size);
  }

  static String checkSeries(String series) {
    Envelope.checkField(series);
    return series;
  }

  static Hash leaf(String series, Hash commitment) {
    String text = HEADER + "\nseries " + series + "\ncommitment " + commitment.base64() + "\n";
    return Hash.ofLeaf(text.getBytes(StandardCharsets.US_ASCII));
  }

  /**
   * Whether an entry of the log committed to these values of this series.
   *
   * @param digest of the values one holds, in their canonical form
   * @param entry whose own place in the log has been verified
   */
  public Verdict verify(Hash digest, Envelope entry) {
    if (!digest.equals(opening.digest())) {
      return new Verdict.CommitmentDiffers(opening.digest(), digest);
    }
    Hash leaf = leaf(series, opening.commitment());
    var misfit = proof.misfit(size);
    if (misfit.isPresent()) return misfit.get();
    return new SaltedLeaf(leafSalt, proof.root(leaf, size)).verify(entry.commitment());
  }
}
