package org.lanmei.merkle;

/** Whether a proof holds, and if not, the first thing that is wrong with it. */
public sealed interface Verdict {

  default boolean holds() {
    return this instanceof Holds;
  }

  record Holds() implements Verdict {}

  sealed interface Fails extends Verdict {}

  /** The leaf is said to be at a place that the tree does not have. */
  record IndexOutside(long index, long size) implements Fails {}

  /** The sizes ask for another number of hashes than the proof has. */
  record WrongLength(int expected, int found) implements Fails {}

  /** The hashes do not lead to the (newer) root: leaf, place, proof or root is another. */
  record RootDiffers(Hash expected, Hash computed) implements Fails {}

  /** The hashes do not lead to the older root: what it covered is not what the newer tree holds. */
  record OlderRootDiffers(Hash expected, Hash computed) implements Fails {}

  /** The newer tree has fewer leaves than the older. */
  record Shrunk(long older, long newer) implements Fails {}

  /** Two roots for the same size: the log shows two histories. */
  record Forked(long size, Hash older, Hash newer) implements Fails {}

  /** A tree of no leaves with another root than {@link Hash#EMPTY}. */
  record NotEmpty(Hash root) implements Fails {}

  /** What is shown is not what the leaf committed to. */
  record CommitmentDiffers(Hash expected, Hash computed) implements Fails {}
}
