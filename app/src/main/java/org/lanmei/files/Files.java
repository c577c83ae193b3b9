package org.lanmei.files;

import static java.time.ZoneOffset.UTC;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Uploads, kept in the database in chunks under the SHA-256 of their bytes. Who may read a file is
 * the question of the record it belongs to.
 */
@Component
public class Files {

  private static final int CHUNK_BYTES = 256 * 1024;

  private final JdbcClient db;
  private final Clock clock;

  Files(JdbcClient db, Clock clock) {
    this.db = db;
    this.clock = clock;
  }

  /**
   * @param sha256 the file's address, 64 hexadecimal digits
   */
  public record StoredFile(String sha256, long size, String mediaType) {}

  /**
   * Stores what the stream holds; the same bytes are stored once.
   *
   * @param mediaType as found by its content, not as claimed
   * @param maxBytes bound on the size
   * @throws FilesProblem.TooLarge when the stream holds more; nothing is kept
   * @throws FilesProblem.Empty when it holds nothing
   */
  @Transactional
  public StoredFile store(InputStream in, String mediaType, long maxBytes) throws IOException {
    var digest = sha256();
    var chunks = new ArrayList<byte[]>();
    long size = 0;
    for (byte[] chunk = in.readNBytes(CHUNK_BYTES);
        chunk.length > 0;
        chunk = in.readNBytes(CHUNK_BYTES)) {
      size += chunk.length;
      if (size > maxBytes) throw new FilesProblem.TooLarge(maxBytes);
      digest.update(chunk);
      chunks.add(chunk);
    }
    if (size == 0) throw new FilesProblem.Empty();
    var file = new StoredFile(HexFormat.of().formatHex(digest.digest()), size, mediaType);
    insert(file, chunks);
    return file;
  }

  private void insert(StoredFile file, List<byte[]> chunks) {
    int isNew =
        db.sql(
                """
                insert into files.file (sha256, size, media_type, created_at) values (?, ?, ?, ?)
                on conflict do nothing
                """)
            .params(file.sha256(), file.size(), file.mediaType(), clock.instant().atOffset(UTC))
            .update();
    if (isNew == 0) return;
    for (int n = 0; n < chunks.size(); n++) {
      db.sql("insert into files.chunk (sha256, n, bytes) values (?, ?, ?)")
          .params(file.sha256(), n, chunks.get(n))
          .update();
    }
  }

  public Optional<StoredFile> find(String sha256) {
    return db.sql("select sha256, size, media_type from files.file where sha256 = ?")
        .param(sha256)
        .query(StoredFile.class)
        .optional();
  }

  /** Writes the bytes, one chunk in memory at a time. */
  public void copyTo(StoredFile file, OutputStream out) throws IOException {
    long chunks = (file.size() + CHUNK_BYTES - 1) / CHUNK_BYTES;
    for (int n = 0; n < chunks; n++) {
      out.write(chunk(file, n));
    }
  }

  /** The bytes from the start, one chunk in memory at a time. */
  public InputStream open(StoredFile file) {
    long chunks = (file.size() + CHUNK_BYTES - 1) / CHUNK_BYTES;
    return new InputStream() {
      private int next;
      private int at;
      private byte[] chunk = {};

      private boolean more() {
        while (at == chunk.length) {
          if (next == chunks) return false;
          chunk = chunk(file, next++);
          at = 0;
        }
        return true;
      }

      @Override
      public int read() {
        return more() ? chunk[at++] & 0xFF : -1;
      }

      @Override
      public int read(byte[] into, int from, int length) {
        if (length == 0) return 0;
        if (!more()) return -1;
        int n = Math.min(length, chunk.length - at);
        System.arraycopy(chunk, at, into, from, n);
        at += n;
        return n;
      }
    };
  }

  private byte[] chunk(StoredFile file, int n) {
    return db.sql("select bytes from files.chunk where sha256 = ? and n = ?")
        .params(file.sha256(), n)
        .query(byte[].class)
        .single();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
