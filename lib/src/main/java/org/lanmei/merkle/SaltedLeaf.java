package org.lanmei.merkle;

/**
 * A digest that can be committed to without being given away: the commitment is SHA-256(0x53 ||
 * salt || digest), 65 bytes in. The tag, an S, keeps it apart from leaves (0x00) and inner nodes
 * (0x01). Whoever is shown salt and digest can compute the commitment; whoever is not learns
 * nothing, even if only a few digests are possible.
 *
 * @param salt another one for each commitment
 * @param digest of the content, or the root over a batch
 */
public record SaltedLeaf(Salt salt, Hash digest) {

  private static final byte TAG = 0x53;

  /** What goes into the log. */
  public Hash commitment() {
    return Hash.tagged(TAG, salt.reveal(), digest);
  }

  /** Whether this is what was committed to. */
  public Verdict verify(Hash commitment) {
    Hash computed = commitment();
    return computed.equals(commitment)
        ? new Verdict.Holds()
        : new Verdict.CommitmentDiffers(commitment, computed);
  }
}
