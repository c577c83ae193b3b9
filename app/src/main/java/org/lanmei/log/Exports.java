package org.lanmei.log;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.Caller;
import org.lanmei.kernel.Seq;
import org.lanmei.kernel.SeriesKey;
import org.lanmei.merkle.Envelope;
import org.lanmei.merkle.Hash;
import org.lanmei.merkle.NoteVerdict;
import org.lanmei.merkle.SaltedLeaf;
import org.lanmei.merkle.SeriesBatch;
import org.lanmei.merkle.SignedNote;
import org.lanmei.merkle.VerifierKey;
import org.springframework.stereotype.Component;

/** Makes files with which others can check offline what was recorded: {@link ProofFile}. */
@Component
public class Exports {

  private final TreeStore store;
  private final Trees trees;
  private final Readership readership;
  private final List<RecordSource> sources;

  Exports(TreeStore store, Trees trees, Readership readership, List<RecordSource> sources) {
    this.store = store;
    this.trees = trees;
    this.readership = readership;
    this.sources = List.copyOf(sources);
  }

  /**
   * One record of the node's own log, with its content.
   *
   * @param size of which signed checkpoint it is to be proved; null = of the last
   * @throws LogProblem.UnknownRecord when there is none that the caller may see
   * @throws LogProblem.NotAsRecorded when what is kept is not what was recorded
   */
  public byte[] record(Caller caller, Seq place, @Nullable Long size) {
    var entry = store.entry(place.value()).orElseThrow(LogProblem.UnknownRecord::new);
    byte[] content =
        sources.stream()
            .filter(source -> source.keeps(entry.kind()))
            .flatMap(source -> source.content(caller, place).stream())
            .findFirst()
            .orElseThrow(LogProblem.UnknownRecord::new);
    var found =
        store.leavesOf(place.value()).stream()
            .filter(leaf -> leaf.tree().name().equals(Log.NODE))
            .findFirst()
            .orElseThrow(LogProblem.UnknownRecord::new);
    var salt =
        store
            .secret(found.tree().id(), found.index())
            .orElseThrow(LogProblem.UnknownRecord::new)
            .leafSalt();
    var commitment = Envelope.parse(found.envelope()).commitment();
    if (!new SaltedLeaf(salt, Hash.of(content)).verify(commitment).holds()) {
      throw new LogProblem.NotAsRecorded();
    }
    var shown = Map.of(found, (ProofFile.Shown) new ProofFile.Shown.Content(salt, content));
    return file(null, List.of(found), shown, size);
  }

  /**
   * What one batch said of the series.
   *
   * @param kind as it was recorded
   * @param ref as it was recorded
   * @param digests for each series of the batch that is under the agreement, by its name: {@link
   *     ValuesDigest}. Of the others nothing is shown.
   * @param values all that the batch said of the series, ascending
   */
  public record Batch(
      String kind, String ref, Map<String, Hash> digests, List<ValuesDigest.Value> values) {
    public Batch {
      digests = Map.copyOf(digests);
      values = List.copyOf(values);
    }
  }

  /**
   * One series, from one log. The leaves must have been recorded with their secrets: {@link
   * Log.Leaf#of}. Whoever calls this has made sure that the caller may see every value of every
   * batch: a batch is shown whole or not at all.
   *
   * @param agreement whose log; {@link Log#NODE} for values under none
   * @param unit as in the digests
   * @param batches at least one
   * @throws LogProblem.UnknownLog when the caller may not read that log
   * @throws LogProblem.UnknownRecord when a batch is not in it
   * @throws LogProblem.NotAsRecorded when what is kept is not what was recorded
   */
  public byte[] series(
      Caller caller, String agreement, SeriesKey series, String unit, Collection<Batch> batches) {
    readership.requireEntries(agreement, caller);
    if (batches.isEmpty()) throw new LogProblem.UnknownRecord();
    var shown = new LinkedHashMap<TreeStore.Found, ProofFile.Shown>();
    for (Batch batch : batches) {
      var found = find(agreement, batch);
      shown.put(found, disclose(found, series, unit, batch));
    }
    var ordered =
        shown.keySet().stream()
            .sorted(
                Comparator.comparingInt((TreeStore.Found f) -> f.tree().id())
                    .thenComparingLong(TreeStore.Found::index))
            .toList();
    return file(new ProofFile.Series(series, unit), ordered, shown, null);
  }

  private TreeStore.Found find(String agreement, Batch batch) {
    OptionalLong seq = store.seqOf(batch.kind(), batch.ref());
    if (seq.isEmpty()) throw new LogProblem.UnknownRecord();
    return store.leavesOf(seq.getAsLong()).stream()
        .filter(leaf -> leaf.tree().name().equals(agreement))
        .findFirst()
        .orElseThrow(LogProblem.UnknownRecord::new);
  }

  private ProofFile.Shown disclose(
      TreeStore.Found found, SeriesKey series, String unit, Batch batch) {
    var secret =
        store.secret(found.tree().id(), found.index()).orElseThrow(LogProblem.UnknownRecord::new);
    var digest = new ValuesDigest(series, unit);
    batch.values().forEach(digest::add);
    String name = series.toString();
    Hash told = batch.digests().get(name);
    if (told == null || !digest.digest().equals(told)) throw new LogProblem.NotAsRecorded();
    var disclosure = SeriesBatch.of(secret, batch.digests()).disclose(name);
    var envelope = Envelope.parse(found.envelope());
    if (!disclosure.verify(disclosure.opening().digest(), envelope).holds()) {
      throw new LogProblem.NotAsRecorded();
    }
    return new ProofFile.Shown.Values(disclosure, batch.values());
  }

  private byte[] file(
      ProofFile.@Nullable Series series,
      List<TreeStore.Found> ordered,
      Map<TreeStore.Found, ProofFile.Shown> shown,
      @Nullable Long size) {
    var byTree = new LinkedHashMap<TreeStore.Tree, List<TreeStore.Found>>();
    for (var found : ordered) {
      byTree.computeIfAbsent(trees.asNow(found.tree()), _ -> new ArrayList<>()).add(found);
    }
    var known = store.keys().stream().map(TreeStore.Key::verifier).collect(Collectors.toSet());
    var keys = new ArrayList<VerifierKey>();
    var logs = new ArrayList<ProofFile.Log>();
    byTree.forEach(
        (tree, leaves) -> {
          long at = size == null ? tree.head().size() : size;
          var note =
              store
                  .checkpoint(tree.id(), at)
                  .map(SignedNote::parse)
                  .orElseThrow(() -> new LogProblem.NoSuchSize(at));
          if (leaves.getLast().index() >= at) throw new LogProblem.NoSuchSize(at);
          keys.addAll(signers(note, known));
          var entries = leaves.stream().map(leaf -> entry(tree, leaf, at, shown)).toList();
          logs.add(new ProofFile.Log(note, entries));
        });
    var sorted = keys.stream().distinct().sorted(Comparator.comparing(VerifierKey::toString));
    return new ProofFile(sorted.toList(), series, logs).encode();
  }

  private ProofFile.Entry entry(
      TreeStore.Tree tree,
      TreeStore.Found leaf,
      long size,
      Map<TreeStore.Found, ProofFile.Shown> shown) {
    var what = shown.get(leaf);
    if (what == null) throw new IllegalStateException("an entry without what it shows");
    return new ProofFile.Entry(
        Envelope.parse(leaf.envelope()), trees.inclusion(tree, leaf.index(), size), what);
  }

  private static List<VerifierKey> signers(SignedNote note, Set<VerifierKey> known) {
    return note.verify(known) instanceof NoteVerdict.Verified verified
        ? verified.by().stream().map(NoteVerdict.Signed::key).toList()
        : List.of();
  }
}
