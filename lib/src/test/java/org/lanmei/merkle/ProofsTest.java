package org.lanmei.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Every tree of up to 70 leaves, every leaf, every pair of sizes. */
class ProofsTest {

  private static final int MOST = 70;
  private static final List<Hash> LEAVES = Example.leaves(2 * MOST);

  private final MemoryNodes nodes = MemoryNodes.over(LEAVES);
  private final Random random = new Random(6962);

  private static final List<TreeHead> HEADS =
      IntStream.rangeClosed(0, 2 * MOST).mapToObj(n -> head(LEAVES, n)).toList();

  private static TreeHead head(int size) {
    return HEADS.get(size);
  }

  private static TreeHead head(List<Hash> leaves, int size) {
    return new TreeHead(size, Example.root(leaves.subList(0, size)));
  }

  @Test
  void roots_are_those_of_the_definition() {
    var tree = new MerkleTree();
    for (int n = 0; n <= MOST; n++) {
      assertThat(tree.head()).isEqualTo(head(n));
      assertThat(tree.range()).hasSize(Integer.bitCount(n));
      tree = new MerkleTree(n, tree.range());
      tree.append(LEAVES.get(n));
    }
  }

  @Test
  void each_lasting_node_is_told_once_and_its_children_before() {
    var told = new ArrayList<String>();
    var tree = new MerkleTree();
    for (Hash leaf : LEAVES.subList(0, MOST)) {
      tree.append(
          leaf,
          (level, index, hash) -> {
            assertThat(hash).isEqualTo(nodes.node(level, index));
            if (level > 0) {
              assertThat(told)
                  .contains(level - 1 + "/" + 2 * index, level - 1 + "/" + (2 * index + 1));
            }
            told.add(level + "/" + index);
          });
    }
    assertThat(told).doesNotHaveDuplicates().hasSize(70 + 35 + 17 + 8 + 4 + 2 + 1);
  }

  @Test
  void a_range_that_does_not_fit_the_size_is_refused() {
    assertThatThrownBy(() -> new MerkleTree(3, LEAVES.subList(0, 1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new MerkleTree(-1, List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void every_leaf_can_be_proved_in_every_tree() {
    for (int n = 1; n <= MOST; n++) {
      for (int i = 0; i < n; i++) {
        assertThat(InclusionProof.of(i, n, nodes).verify(LEAVES.get(i), head(n)).holds())
            .as("%d of %d", i, n)
            .isTrue();
      }
    }
  }

  @Test
  void any_changed_byte_of_leaf_path_or_root_breaks_an_inclusion_proof() {
    for (int n = 1; n <= MOST; n++) {
      TreeHead head = head(n);
      for (int i = 0; i < n; i++) {
        var proof = InclusionProof.of(i, n, nodes);
        Hash leaf = LEAVES.get(i);
        for (Hash other : Example.flips(leaf, random)) fails(proof.verify(other, head));
        for (Hash other : Example.flips(head.root(), random)) {
          fails(proof.verify(leaf, new TreeHead(n, other)));
        }
        for (int p = 0; p < proof.path().size(); p++) {
          for (Hash other : Example.flips(proof.path().get(p), random)) {
            fails(new InclusionProof(i, Example.with(proof.path(), p, other)).verify(leaf, head));
          }
        }
      }
    }
  }

  /** An assertion without the cost of one, for loops of a million rounds. */
  private static void expect(boolean holds, Verdict verdict, long... about) {
    if (verdict.holds() != holds) throw new AssertionError(Arrays.toString(about) + verdict);
  }

  private static void fails(Verdict verdict) {
    if (!(verdict instanceof Verdict.RootDiffers)) throw new AssertionError(verdict);
  }

  @Test
  void a_path_with_a_hash_too_few_or_too_many_is_told_so() {
    for (int n = 1; n <= MOST; n++) {
      for (int i = 0; i < n; i++) {
        var path = InclusionProof.of(i, n, nodes).path();
        var longer = new ArrayList<>(path);
        longer.add(LEAVES.getFirst());
        assertThat(new InclusionProof(i, longer).verify(LEAVES.get(i), head(n)))
            .isEqualTo(new Verdict.WrongLength(path.size(), path.size() + 1));
        if (path.isEmpty()) continue;
        var shorter = path.subList(0, path.size() - 1);
        assertThat(new InclusionProof(i, shorter).verify(LEAVES.get(i), head(n)))
            .isEqualTo(new Verdict.WrongLength(path.size(), path.size() - 1));
      }
    }
  }

  @Test
  void a_proof_holds_for_one_place_only() {
    for (int n = 1; n <= MOST; n++) {
      for (int i = 0; i < n; i++) {
        var path = InclusionProof.of(i, n, nodes).path();
        for (int other = 0; other < n; other++) {
          expect(
              other == i,
              new InclusionProof(other, path).verify(LEAVES.get(i), head(n)),
              i,
              n,
              other);
        }
        for (long outside : new long[] {-1, n, Long.MIN_VALUE, Long.MAX_VALUE}) {
          assertThat(new InclusionProof(outside, path).verify(LEAVES.get(i), head(n)))
              .isEqualTo(new Verdict.IndexOutside(outside, n));
        }
      }
    }
  }

  /** A root does not say the size, which is why heads come from signed checkpoints. */
  @Test
  void under_a_wrong_size_a_proof_holds_only_where_that_size_has_the_same_path() {
    for (int n = 1; n <= MOST; n++) {
      TreeHead head = head(n);
      for (int i = 0; i < n; i++) {
        var proof = InclusionProof.of(i, n, nodes);
        for (int wrong = i + 1; wrong <= 2 * MOST; wrong++) {
          boolean same = Example.sides(i, wrong).equals(Example.sides(i, n));
          expect(same, proof.verify(LEAVES.get(i), new TreeHead(wrong, head.root())), i, n, wrong);
        }
        for (int tooSmall = 0; tooSmall <= i; tooSmall++) {
          assertThat(proof.verify(LEAVES.get(i), new TreeHead(tooSmall, head.root())))
              .isEqualTo(new Verdict.IndexOutside(i, tooSmall));
        }
      }
    }
  }

  @Test
  void every_tree_can_be_proved_to_go_on_every_smaller_one() {
    for (int n = 0; n <= MOST; n++) {
      for (int m = 0; m <= n; m++) {
        assertThat(ConsistencyProof.of(m, n, nodes).verify(head(m), head(n)).holds())
            .as("%d to %d", m, n)
            .isTrue();
      }
    }
  }

  @Test
  void any_changed_byte_of_path_or_roots_breaks_a_consistency_proof() {
    for (int n = 1; n <= MOST; n++) {
      for (int m = 1; m <= n; m++) {
        TreeHead older = head(m);
        TreeHead newer = head(n);
        var path = ConsistencyProof.of(m, n, nodes).path();
        for (Hash other : Example.flips(older.root(), random)) {
          broken(path, new TreeHead(m, other), newer);
        }
        for (Hash other : Example.flips(newer.root(), random)) {
          broken(path, older, new TreeHead(n, other));
        }
        for (int p = 0; p < path.size(); p++) {
          for (Hash other : Example.flips(path.get(p), random)) {
            broken(Example.with(path, p, other), older, newer);
          }
        }
      }
    }
  }

  private static void broken(List<Hash> path, TreeHead older, TreeHead newer) {
    Verdict verdict = new ConsistencyProof(path).verify(older, newer);
    switch (verdict) {
      case Verdict.OlderRootDiffers v when v.expected().equals(older.root()) -> {}
      case Verdict.RootDiffers v when v.expected().equals(newer.root()) -> {}
      case Verdict.Forked v when v.size() == older.size() -> {}
      default -> throw new AssertionError(verdict);
    }
  }

  @Test
  void under_a_wrong_size_consistency_holds_only_where_that_size_is_made_up_the_same() {
    for (int n = 1; n <= MOST; n++) {
      for (int m = 1; m <= n; m++) {
        var proof = ConsistencyProof.of(m, n, nodes);
        String right = Example.makeUp(m, n);
        for (int wrong = m; wrong <= 2 * MOST; wrong++) {
          boolean same = Example.makeUp(m, wrong).equals(right);
          expect(same, proof.verify(head(m), new TreeHead(wrong, head(n).root())), m, n, wrong);
        }
        for (int wrong = 1; wrong <= n; wrong++) {
          boolean same = Example.makeUp(wrong, n).equals(right);
          expect(same, proof.verify(new TreeHead(wrong, head(m).root()), head(n)), m, n, wrong);
        }
      }
    }
  }

  @Test
  void the_reason_of_inconsistent_heads_is_named() {
    var none = new ConsistencyProof(List.of());
    Hash other = LEAVES.getFirst();
    assertThat(none.verify(head(5), head(4))).isEqualTo(new Verdict.Shrunk(5, 4));
    assertThat(none.verify(head(5), new TreeHead(5, other)))
        .isEqualTo(new Verdict.Forked(5, head(5).root(), other));
    assertThat(none.verify(new TreeHead(0, other), head(5))).isEqualTo(new Verdict.NotEmpty(other));
    assertThat(none.verify(head(0), new TreeHead(0, other)))
        .isEqualTo(new Verdict.Forked(0, Hash.EMPTY, other));
    assertThat(none.verify(head(4), head(5))).isEqualTo(new Verdict.WrongLength(1, 0));
    var one = new ConsistencyProof(List.of(other));
    assertThat(one.verify(head(5), head(5))).isEqualTo(new Verdict.WrongLength(0, 1));
    assertThat(one.verify(head(0), head(5))).isEqualTo(new Verdict.WrongLength(0, 1));
  }

  @Test
  void a_log_that_changed_removed_or_inserted_an_old_leaf_cannot_prove_that_it_went_on() {
    for (int at = 0; at < MOST; at++) {
      var changed = Example.with(LEAVES, at, Example.leaf("rewritten"));
      var removed = new ArrayList<>(LEAVES);
      removed.remove(at);
      var inserted = new ArrayList<>(LEAVES);
      inserted.add(at, Example.leaf("slipped in"));
      for (var rewritten : List.of(changed, removed, inserted)) {
        var forged = MemoryNodes.over(rewritten);
        for (int m = at + 1; m <= MOST; m += 1 + at % 3) {
          for (int n = m; n <= MOST; n += 5) {
            var proof = ConsistencyProof.of(m, n, forged);
            expect(
                false,
                proof.verify(head(m), new TreeHead(n, Example.root(rewritten.subList(0, n)))),
                at,
                m,
                n);
          }
        }
      }
    }
  }

  @Test
  void proofs_of_what_is_not_there_are_refused() {
    assertThatThrownBy(() -> InclusionProof.of(3, 3, nodes))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> InclusionProof.of(-1, 3, nodes))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> ConsistencyProof.of(4, 3, nodes))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> InclusionProof.of(0, 141, nodes))
        .isInstanceOfSatisfying(
            MissingHashException.class,
            e -> assertThat(List.of((long) e.level(), e.index())).containsExactly(0L, 140L));
  }

  /** Sizes near 2^63, with a store that makes hashes up: the arithmetic must not overflow. */
  @Test
  void the_largest_sizes_are_reckoned_rightly() {
    Nodes madeUp = (level, index) -> Example.leaf(level + "/" + index);
    long n = Long.MAX_VALUE;
    for (long i : new long[] {0, 1, n / 2, n - 2, n - 1}) {
      var proof = InclusionProof.of(i, n, madeUp);
      assertThat(proof.misfit(n)).isEmpty();
      assertThat(proof.path()).hasSize(Example.sides(i, n).length());
    }
    for (long m : new long[] {1, 2, 1L << 62, (1L << 62) + 1, n - 1}) {
      var verdict =
          ConsistencyProof.of(m, n, madeUp)
              .verify(new TreeHead(m, Hash.EMPTY), new TreeHead(n, Hash.EMPTY));
      assertThat(verdict)
          .isInstanceOfAny(Verdict.OlderRootDiffers.class, Verdict.RootDiffers.class);
    }
  }
}
