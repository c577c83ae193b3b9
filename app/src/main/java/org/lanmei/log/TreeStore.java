package org.lanmei.log;

import static java.time.ZoneOffset.UTC;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import org.lanmei.merkle.Hash;
import org.lanmei.merkle.HashTile;
import org.lanmei.merkle.LeafSecret;
import org.lanmei.merkle.SignedNote;
import org.lanmei.merkle.TileSource;
import org.lanmei.merkle.TreeHead;
import org.lanmei.merkle.VerifierKey;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;

/** The logs as they are stored: entries, leaves, tiles, checkpoints, keys. */
@Component
@SuppressWarnings("ArrayRecordComponent") // rows are passed on, never compared
final class TreeStore {

  private final JdbcClient db;

  TreeStore(JdbcClient db) {
    this.db = db;
  }

  /**
   * A log.
   *
   * @param name {@link Log#NODE}, or the agreement's id
   * @param path name and suffix of its generation
   * @param head as stored, which is to be compared with what is signed
   */
  record Tree(int id, String name, int generation, String path, String origin, TreeHead head) {}

  /**
   * A record that has its place in the order and has none in any log yet.
   *
   * @param seq its place; 0 = it has none either
   * @param leaves empty = the node's own log
   */
  record Waiting(
      long id,
      long seq,
      Instant knownAt,
      String kind,
      String ref,
      String publisher,
      byte[] digest,
      List<Log.Leaf> leaves) {

    Waiting at(long place, Instant time) {
      return new Waiting(id, place, time, kind, ref, publisher, digest, leaves);
    }
  }

  /** The last place given out. */
  record Place(long seq, Instant knownAt) {}

  /**
   * A leaf on its way in.
   *
   * @param secret null when somebody else keeps it
   */
  record NewLeaf(int tree, long index, long seq, byte[] envelope, @Nullable LeafSecret secret) {}

  /**
   * @param retiredAt null = signs now
   */
  record Key(VerifierKey verifier, Instant beganAt, @Nullable Instant retiredAt) {}

  /**
   * @param restore the restore that made it necessary; null = none
   */
  record Generation(int number, String suffix, Instant beganAt, @Nullable Long restore) {}

  Optional<String> origin() {
    return db.sql("select origin from log.node").query(String.class).optional();
  }

  void insertOrigin(String origin) {
    db.sql("insert into log.node (origin) values (?)").param(origin).update();
  }

  List<Key> keys() {
    return db.sql("select verifier, began_at, retired_at from log.key order by id")
        .query(
            (row, _) -> {
              var retired = row.getObject(3, OffsetDateTime.class);
              return new Key(
                  VerifierKey.parse(row.getString(1)),
                  instant(row, 2),
                  retired == null ? null : retired.toInstant());
            })
        .list();
  }

  /** The key that signs from now on; those before it are retired. */
  void startKey(VerifierKey key, Instant now) {
    db.sql("update log.key set retired_at = ? where retired_at is null")
        .param(now.atOffset(UTC))
        .update();
    db.sql("insert into log.key (verifier, began_at) values (?, ?)")
        .params(key.toString(), now.atOffset(UTC))
        .update();
  }

  List<Generation> generations() {
    return db.sql("select number, suffix, began_at, restore from log.generation order by number")
        .query(
            (row, _) ->
                new Generation(
                    row.getInt(1),
                    row.getString(2),
                    instant(row, 3),
                    row.getObject(4, Long.class)))
        .list();
  }

  void insertGeneration(Generation generation) {
    db.sql("insert into log.generation (number, suffix, began_at, restore) values (?, ?, ?, ?)")
        .param(generation.number())
        .param(generation.suffix())
        .param(generation.beganAt().atOffset(UTC))
        .param(generation.restore())
        .update();
  }

  /** The last restore of this database that the logs have not begun anew after. */
  OptionalLong restoreNotHeeded() {
    return db.sql(
            """
            select max(id) from launch.pub_restore
             where id > coalesce((select max(restore) from log.generation), 0)
            """)
        .query((row, _) -> Optional.ofNullable(row.getObject(1, Long.class)))
        .single()
        .map(OptionalLong::of)
        .orElse(OptionalLong.empty());
  }

  List<Tree> trees() {
    return db.sql(
            "select id, name, generation, path, origin, size, root from log.tree order by id")
        .query((row, _) -> tree(row))
        .list();
  }

  List<Tree> trees(int generation) {
    return db.sql(
            """
            select id, name, generation, path, origin, size, root from log.tree
             where generation = ? order by id
            """)
        .param(generation)
        .query((row, _) -> tree(row))
        .list();
  }

  Optional<Tree> tree(String path) {
    return db.sql(
            "select id, name, generation, path, origin, size, root from log.tree where path = ?")
        .param(path)
        .query((row, _) -> tree(row))
        .optional();
  }

  private static Tree tree(ResultSet row) throws SQLException {
    return new Tree(
        row.getInt(1),
        row.getString(2),
        row.getInt(3),
        row.getString(4),
        row.getString(5),
        new TreeHead(row.getLong(6), Hash.copyOf(row.getBytes(7))));
  }

  Tree insertTree(String name, Generation generation, String node) {
    String path = name + generation.suffix();
    String origin = node + "/" + path;
    int id =
        db.sql(
                """
                insert into log.tree (name, generation, path, origin, root)
                values (?, ?, ?, ?, ?) returning id
                """)
            .params(name, generation.number(), path, origin, Hash.EMPTY.bytes())
            .query(Integer.class)
            .single();
    return new Tree(id, name, generation.number(), path, origin, new TreeHead(0, Hash.EMPTY));
  }

  /** The logs that have a leaf for this place in the order, and where. */
  List<Found> leavesOf(long seq) {
    return db.sql(
            """
            select t.id, t.name, t.generation, t.path, t.origin, t.size, t.root, l.index, l.envelope
              from log.leaf l join log.tree t on t.id = l.tree
             where l.seq = ? order by t.id
            """)
        .param(seq)
        .query((row, _) -> new Found(tree(row), row.getLong(8), row.getBytes(9)))
        .list();
  }

  /**
   * A leaf and where it is.
   *
   * @param envelope as stored
   */
  record Found(Tree tree, long index, byte[] envelope) {}

  /**
   * @param digest SHA-256 of the content
   */
  record Entry(long seq, String kind, String ref, byte[] digest) {}

  Optional<Entry> entry(long seq) {
    return db.sql("select seq, kind, ref, digest from log.entry where seq = ?")
        .param(seq)
        .query(
            (row, _) ->
                new Entry(row.getLong(1), row.getString(2), row.getString(3), row.getBytes(4)))
        .optional();
  }

  /** The first entry of a record. */
  OptionalLong seqOf(String kind, String ref) {
    return db.sql("select min(seq) from log.entry where kind = ? and ref = ?")
        .params(kind, ref)
        .query((row, _) -> Optional.ofNullable(row.getObject(1, Long.class)))
        .single()
        .map(OptionalLong::of)
        .orElse(OptionalLong.empty());
  }

  Optional<Instant> signedAt(int tree) {
    return db.sql("select signed_at from log.checkpoint where tree = ? order by size desc limit 1")
        .param(tree)
        .query((row, _) -> instant(row, 1))
        .optional();
  }

  /** The checkpoint of just this size, as signed. */
  Optional<byte[]> checkpoint(int tree, long size) {
    return db.sql("select note from log.checkpoint where tree = ? and size = ?")
        .params(tree, size)
        .query(byte[].class)
        .optional();
  }

  /** The last checkpoint of a log, as signed. */
  Optional<byte[]> checkpoint(int tree) {
    return db.sql("select note from log.checkpoint where tree = ? order by size desc limit 1")
        .param(tree)
        .query(byte[].class)
        .optional();
  }

  TileSource tiles(int tree) {
    return tile -> tile(tree, tile);
  }

  private byte @Nullable [] tile(int tree, HashTile tile) {
    return db.sql("select hashes from log.tile where tree = ? and level = ? and index = ?")
        .params(tree, tile.level(), tile.index())
        .query(byte[].class)
        .optional()
        .orElse(null);
  }

  /** The envelopes from a place on, at most so many. */
  List<byte[]> envelopes(int tree, long from, int most) {
    return db.sql(
            """
            select envelope from log.leaf where tree = ? and index >= ? and index < ? order by index
            """)
        .params(tree, from, from + most)
        .query((row, _) -> row.getBytes(1))
        .list();
  }

  OptionalLong index(int tree, long seq) {
    return db.sql("select index from log.leaf where tree = ? and seq = ?")
        .params(tree, seq)
        .query(Long.class)
        .optional()
        .map(OptionalLong::of)
        .orElse(OptionalLong.empty());
  }

  Optional<LeafSecret> secret(int tree, long index) {
    return db.sql("select secret from log.secret where tree = ? and index = ?")
        .params(tree, index)
        .query(byte[].class)
        .optional()
        .map(LeafSecret::copyOf);
  }

  Optional<Place> last() {
    return db.sql("select seq, known_at from log.entry order by seq desc limit 1")
        .query((row, _) -> new Place(row.getLong(1), instant(row, 2)))
        .optional();
  }

  boolean hasPending() {
    return db.sql("select exists (select from log.pending)").query(Boolean.class).single();
  }

  /** The first entries that have no leaves, in their order. */
  List<Waiting> unplanted(int most) {
    return db.sql(
            """
            select pending, seq, known_at, kind, ref, publisher, digest from log.entry
             where seq > coalesce((select max(seq) from log.leaf), 0)
             order by seq limit ?
            """)
        .param(most)
        .query(
            (row, _) ->
                new Waiting(
                    row.getLong(1),
                    row.getLong(2),
                    instant(row, 3),
                    row.getString(4),
                    row.getString(5),
                    row.getString(6),
                    row.getBytes(7),
                    List.of()))
        .list();
  }

  /** Takes pending records away, the oldest first. */
  List<Waiting> take(int most) {
    var taken =
        db.sql(
                """
                delete from log.pending
                 where id in (select id from log.pending order by id limit ?)
                returning id, kind, ref, publisher, digest,
                          leaf_logs, leaf_counts, leaf_commitments, leaf_secrets
                """)
            .param(most)
            .query(
                (row, _) ->
                    new Waiting(
                        row.getLong(1),
                        0,
                        Instant.EPOCH,
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getBytes(5),
                        leaves(row)))
            .list();
    return taken.stream().sorted(Comparator.comparingLong(Waiting::id)).toList();
  }

  private static List<Log.Leaf> leaves(ResultSet row) throws SQLException {
    Array logs = row.getArray(6);
    if (logs == null) return List.of();
    var names = (String[]) logs.getArray();
    var counts = (Integer[]) row.getArray(7).getArray();
    var commitments = (byte[][]) row.getArray(8).getArray();
    var secrets = (byte[][]) row.getArray(9).getArray();
    var leaves = new ArrayList<Log.Leaf>(names.length);
    for (int i = 0; i < names.length; i++) {
      byte[] secret = secrets[i];
      leaves.add(
          new Log.Leaf(
              names[i],
              counts[i],
              commitments[i],
              secret == null ? null : LeafSecret.copyOf(secret)));
    }
    return leaves;
  }

  /** Gives records their places: {@code first}, and so on. */
  void insertEntries(List<Waiting> records, long first, Instant knownAt) {
    int n = records.size();
    var ids = new Long[n];
    var kinds = new String[n];
    var refs = new String[n];
    var publishers = new String[n];
    var digests = new byte[n][];
    for (int i = 0; i < n; i++) {
      var record = records.get(i);
      ids[i] = record.id();
      kinds[i] = record.kind();
      refs[i] = record.ref();
      publishers[i] = record.publisher();
      digests[i] = record.digest();
    }
    db.sql(
            """
            insert into log.entry (seq, known_at, kind, ref, publisher, digest, pending)
            select cast(:before as bigint) + n, :known, kind, ref, publisher, digest, id
              from unnest(:ids, :kinds, :refs, :publishers, :digests)
                   with ordinality as r (id, kind, ref, publisher, digest, n)
            """)
        .param("before", first - 1)
        .param("known", knownAt.atOffset(UTC))
        .param("ids", new SqlArrayValue("bigint", (Object[]) ids))
        .param("kinds", new SqlArrayValue("text", (Object[]) kinds))
        .param("refs", new SqlArrayValue("text", (Object[]) refs))
        .param("publishers", new SqlArrayValue("text", (Object[]) publishers))
        .param("digests", new SqlArrayValue("bytea", (Object[]) digests))
        .update();
  }

  void insertLeaves(List<NewLeaf> leaves) {
    int n = leaves.size();
    var trees = new Integer[n];
    var indexes = new Long[n];
    var seqs = new Long[n];
    var envelopes = new byte[n][];
    for (int i = 0; i < n; i++) {
      var leaf = leaves.get(i);
      trees[i] = leaf.tree();
      indexes[i] = leaf.index();
      seqs[i] = leaf.seq();
      envelopes[i] = leaf.envelope();
    }
    db.sql(
            """
            insert into log.leaf (tree, index, seq, envelope)
            select * from unnest(:trees, :indexes, :seqs, :envelopes)
            """)
        .param("trees", new SqlArrayValue("int", (Object[]) trees))
        .param("indexes", new SqlArrayValue("bigint", (Object[]) indexes))
        .param("seqs", new SqlArrayValue("bigint", (Object[]) seqs))
        .param("envelopes", new SqlArrayValue("bytea", (Object[]) envelopes))
        .update();
    insertSecrets(leaves);
  }

  private void insertSecrets(List<NewLeaf> leaves) {
    var trees = new ArrayList<Integer>();
    var indexes = new ArrayList<Long>();
    var secrets = new ArrayList<byte[]>();
    for (NewLeaf leaf : leaves) {
      var secret = leaf.secret();
      if (secret == null) continue;
      trees.add(leaf.tree());
      indexes.add(leaf.index());
      secrets.add(secret.exportSecret());
    }
    if (secrets.isEmpty()) return;
    db.sql(
            """
            insert into log.secret (tree, index, secret)
            select * from unnest(:trees, :indexes, :secrets)
            """)
        .param("trees", new SqlArrayValue("int", trees.toArray()))
        .param("indexes", new SqlArrayValue("bigint", indexes.toArray()))
        .param("secrets", new SqlArrayValue("bytea", (Object[]) secrets.toArray(new byte[0][])))
        .update();
  }

  void putTiles(int tree, SequencedMap<HashTile, byte[]> tiles) {
    var levels = new ArrayList<Integer>();
    var indexes = new ArrayList<Long>();
    var widths = new ArrayList<Integer>();
    tiles.forEach(
        (tile, _) -> {
          levels.add(tile.level());
          indexes.add(tile.index());
          widths.add(tile.width());
        });
    db.sql(
            """
            insert into log.tile (tree, level, index, width, hashes)
            select cast(:tree as int), * from unnest(:levels, :indexes, :widths, :hashes)
            on conflict (tree, level, index) do update
               set width = excluded.width, hashes = excluded.hashes
            """)
        .param("tree", tree)
        .param("levels", new SqlArrayValue("int", levels.toArray()))
        .param("indexes", new SqlArrayValue("bigint", indexes.toArray()))
        .param("widths", new SqlArrayValue("int", widths.toArray()))
        .param(
            "hashes", new SqlArrayValue("bytea", (Object[]) tiles.values().toArray(new byte[0][])))
        .update();
  }

  void grow(int tree, TreeHead head, SignedNote checkpoint, Instant now) {
    db.sql("insert into log.checkpoint (tree, size, signed_at, note) values (?, ?, ?, ?)")
        .params(tree, head.size(), now.atOffset(UTC), checkpoint.encode())
        .update();
    db.sql("update log.tree set size = ?, root = ? where id = ?")
        .params(head.size(), head.root().bytes(), tree)
        .update();
  }

  private static Instant instant(ResultSet row, int column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
