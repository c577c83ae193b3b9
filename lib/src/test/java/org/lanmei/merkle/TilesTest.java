package org.lanmei.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TilesTest {

  /** A store that keeps, like a table keyed by level and index, only the latest of each tile. */
  private static final class Store implements TileSource {
    private final Map<List<Long>, byte[]> kept = new HashMap<>();
    private int reads;

    void write(Map<HashTile, byte[]> tiles) {
      tiles.forEach((tile, bytes) -> kept.put(key(tile), bytes));
    }

    private static List<Long> key(HashTile tile) {
      return List.of((long) tile.level(), tile.index());
    }

    @Override
    public byte[] read(HashTile tile) {
      reads++;
      return kept.get(key(tile));
    }
  }

  /** The first two are the examples of c2sp.org/tlog-tiles. */
  @ParameterizedTest
  @CsvSource({
    "0, 1234067, 256, tile/0/x001/x234/067",
    "1, 273, 17, tile/1/273.p/17",
    "0, 0, 256, tile/0/000",
    "0, 1234, 5, tile/0/x001/234.p/5",
    "2, 999, 255, tile/2/999.p/255",
    "2, 1000, 1, tile/2/x001/000.p/1",
    "63, 9223372036854775807, 256, tile/63/x009/x223/x372/x036/x854/x775/807"
  })
  void tiles_have_their_published_paths(int level, long index, int width, String path) {
    var tile = new HashTile(level, index, width);
    assertThat(tile.path()).isEqualTo(path);
    assertThat(TilePath.parse(path)).isEqualTo(tile);
    assertThat(tile.full()).isEqualTo(width == 256);
  }

  @ParameterizedTest
  @CsvSource({
    "1234067, 256, tile/entries/x001/x234/067",
    "273, 112, tile/entries/273.p/112",
    "0, 1, tile/entries/000.p/1"
  })
  void bundles_have_their_published_paths(long index, int width, String path) {
    var bundle = new EntryBundle(index, width);
    assertThat(bundle.path()).isEqualTo(path);
    assertThat(TilePath.parse(path)).isEqualTo(bundle);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "tile",
        "/tile/0/000",
        "tile/0/000/",
        "tile/0/00",
        "tile/0/0000",
        "tile/00/000",
        "tile/64/000",
        "tile/-1/000",
        "tile/data/000",
        "tile/0/x000/001",
        "tile/0/001/002",
        "tile/0/x001/x002",
        "tile/0/000.p/0",
        "tile/0/000.p/256",
        "tile/0/000.p/01",
        "tile/0/000.p/",
        "tile/0/000.p/-1",
        "tile/0/x009/x223/x372/x036/x854/x775/808",
        "tile/0/x999/x999/x999/x999/x999/x999/x999/x999/999",
        "tile/0/٠٠٠",
        "tile/0/000\n"
      })
  void other_paths_are_refused(String path) {
    assertThatThrownBy(() -> TilePath.parse(path))
        .hasMessage(MalformedException.Reason.TILE_PATH.name());
  }

  /** The example of c2sp.org/tlog-tiles, "Partial Tiles". */
  @Test
  void a_tree_of_70000_has_the_partial_tiles_of_the_example() {
    assertThat(HashTile.partial(70_000))
        .containsExactly(new HashTile(0, 273, 112), new HashTile(1, 1, 17), new HashTile(2, 0, 1));
    assertThat(HashTile.at(0, 272, 70_000)).isEqualTo(new HashTile(0, 272, 256));
    assertThat(HashTile.at(1, 0, 70_000)).isEqualTo(new HashTile(1, 0, 256));
    assertThat(HashTile.partial(256)).containsExactly(new HashTile(1, 0, 1));
    assertThat(HashTile.partial(0)).isEmpty();
    assertThat(HashTile.partial(Long.MAX_VALUE)).hasSize(8);
    assertThatThrownBy(() -> HashTile.at(0, 274, 70_000))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> HashTile.at(0, Long.MAX_VALUE, Long.MAX_VALUE))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> HashTile.at(9, 0, Long.MAX_VALUE))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void a_log_that_is_written_in_pieces_and_resumed_is_the_same_log() {
    var leaves = Example.leaves(70_000);
    var random = new Random(17);
    var store = new Store();
    var tree = new TiledTree();
    var whole = new MerkleTree();
    int size = 0;
    while (size < leaves.size()) {
      int until = Math.min(leaves.size(), size + random.nextInt(3) * 255 + random.nextInt(600));
      for (; size < until; size++) {
        assertThat(tree.append(leaves.get(size))).isEqualTo(size);
        whole.append(leaves.get(size));
      }
      var tiles = tree.drain();
      assertThat(tree.drain()).isEmpty();
      store.write(tiles);
      assertThat(tree.head()).isEqualTo(whole.head());
      assertThat(new TileNodes(size, store).head()).isEqualTo(whole.head());
      if (random.nextBoolean()) tree = TiledTree.resume(size, store);
      assertThat(tree.head()).isEqualTo(whole.head());
      assertThat(tree.size()).isEqualTo(size);
    }
    assertThat(store.kept).hasSize(273 + 1 + 2 + 1);
    for (var entry : store.kept.entrySet()) {
      var tile = HashTile.at(entry.getKey().getFirst().intValue(), entry.getKey().getLast(), size);
      assertThat(entry.getValue()).hasSize(tile.width() * 32);
    }
  }

  /** Old sizes too: a wider tile than asked for is cut. */
  @Test
  void proofs_of_any_size_come_from_the_latest_tiles() {
    var leaves = Example.leaves(1_500);
    var memory = MemoryNodes.over(leaves);
    var store = new Store();
    var tree = new TiledTree();
    leaves.forEach(tree::append);
    store.write(tree.drain());
    var random = new Random(9162);
    for (int i = 0; i < 3_000; i++) {
      int n = 1 + random.nextInt(1_500);
      int at = random.nextInt(n);
      assertThat(InclusionProof.of(at, n, new TileNodes(n, store)))
          .isEqualTo(InclusionProof.of(at, n, memory));
      assertThat(ConsistencyProof.of(at, n, new TileNodes(n, store)))
          .isEqualTo(ConsistencyProof.of(at, n, memory));
    }
  }

  @Test
  void a_proof_reads_each_tile_once() {
    var store = new Store();
    var tree = new TiledTree();
    Example.leaves(70_000).forEach(tree::append);
    store.write(tree.drain());
    InclusionProof.of(12_345, 70_000, new TileNodes(70_000, store));
    assertThat(store.reads).isLessThanOrEqualTo(5);
  }

  @Test
  void a_lost_or_broken_tile_is_named_and_a_changed_one_changes_the_head() {
    var store = new Store();
    var tree = new TiledTree();
    Example.leaves(300).forEach(tree::append);
    store.write(tree.drain());
    var tile = List.of(0L, 1L);
    byte[] bytes = store.kept.get(tile);
    byte[] changed = bytes.clone();
    changed[40] ^= 1;
    store.kept.put(tile, changed);
    assertThat(TiledTree.resume(300, store).head()).isNotEqualTo(tree.head());
    store.kept.put(tile, new byte[33]);
    assertThatThrownBy(() -> TiledTree.resume(300, store))
        .hasMessage(MalformedException.Reason.TILE_LENGTH.name());
    store.kept.remove(tile);
    assertThatThrownBy(() -> TiledTree.resume(300, store)).isInstanceOf(MissingHashException.class);
  }

  @Test
  void tiles_and_bundles_round_trip_and_are_cut_to_their_width() {
    var hashes = Example.leaves(5);
    var tile = new HashTile(0, 1234, 5);
    byte[] bytes = tile.encode(hashes);
    assertThat(bytes).hasSize(160);
    assertThat(tile.decode(bytes)).isEqualTo(hashes);
    assertThat(new HashTile(0, 1234, 2).decode(bytes)).isEqualTo(hashes.subList(0, 2));
    assertThatThrownBy(() -> new HashTile(0, 1234, 6).decode(bytes))
        .hasMessage(MalformedException.Reason.TILE_LENGTH.name());

    assertThatThrownBy(() -> tile.decode(Arrays.copyOf(bytes, 161)))
        .hasMessage(MalformedException.Reason.TILE_LENGTH.name());
    assertThatThrownBy(() -> tile.decode(new byte[257 * 32]))
        .hasMessage(MalformedException.Reason.TILE_LENGTH.name());

    var entries = List.of(new byte[0], new byte[] {1, 2, 3}, new byte[0xffff]);
    var bundle = new EntryBundle(0, 3);
    byte[] encoded = bundle.encode(entries);
    assertThat(encoded).startsWith(0, 0, 0, 3, 1, 2, 3, 0xff, 0xff).hasSize(6 + 3 + 0xffff);
    assertThat(bundle.decode(encoded)).containsExactlyElementsOf(entries);
    assertThat(new EntryBundle(0, 2).decode(encoded)).hasSize(2);
    assertThatThrownBy(() -> new EntryBundle(0, 4).decode(encoded))
        .hasMessage(MalformedException.Reason.BUNDLE_LENGTH.name());
    for (int length : IntStream.range(1, 9).toArray()) {
      byte[] brokenOff = Arrays.copyOf(encoded, encoded.length - length);
      assertThatThrownBy(() -> bundle.decode(brokenOff)).isInstanceOf(MalformedException.class);
    }
    assertThat(bundle.decode(new byte[2 * 256])).hasSize(3);
    assertThatThrownBy(() -> bundle.decode(new byte[2 * 257]))
        .hasMessage(MalformedException.Reason.BUNDLE_LENGTH.name());
    assertThatThrownBy(() -> new EntryBundle(0, 1).encode(List.of(new byte[0x10000])))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
