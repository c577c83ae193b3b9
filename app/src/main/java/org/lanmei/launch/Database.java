package org.lanmei.launch;

import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Where the data are and the two ways in.
 *
 * @param url {@code jdbc:postgresql://…}, without user and password
 * @param owner runs migrations, backup and restore; owns the schemas
 * @param app what the running application signs in as; owns nothing
 */
record Database(String url, Login owner, Login app) {

  /** A role and its password. */
  record Login(String user, String password) {
    @Override
    public String toString() {
      return user;
    }
  }

  /** Connections as the owner, one anew for each use. */
  DataSource asOwner() {
    return as(owner);
  }

  /** Connections as the application, one anew for each use. */
  DataSource asApp() {
    return as(app);
  }

  private DataSource as(Login login) {
    var source = new PGSimpleDataSource();
    source.setUrl(url);
    source.setUser(login.user());
    source.setPassword(login.password());
    source.setConnectTimeout(10);
    return source;
  }
}
