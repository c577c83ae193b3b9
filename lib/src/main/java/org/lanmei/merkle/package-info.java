/**
 * A tamper-evident log in the published formats, so that whoever holds a signed checkpoint can
 * check what was logged without trusting whoever keeps the log.
 *
 * <ul>
 *   <li>the tree and its proofs: RFC 6962 section 2.1 and RFC 9162 section 2.1, SHA-256;
 *   <li>notes, checkpoints, cosignatures, tiles and portable proofs: c2sp.org signed-note,
 *       tlog-checkpoint, tlog-cosignature (Ed25519), tlog-tiles, tlog-proof;
 *   <li>our own leaves, which say who published what kind of thing when, and only commit to the
 *       thing itself: {@link org.lanmei.merkle.Envelope}, {@link org.lanmei.merkle.SaltedLeaf},
 *       {@link org.lanmei.merkle.SeriesBatch}.
 * </ul>
 *
 * <p>Nothing here does I/O or reads a clock. What comes from outside is read by {@code parse} and
 * {@code decode} methods, whose only failure is a {@link org.lanmei.merkle.MalformedException};
 * what is checked answers with a verdict that says why.
 */
@NullMarked
package org.lanmei.merkle;

import org.jspecify.annotations.NullMarked;
