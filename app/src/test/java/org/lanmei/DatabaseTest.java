package org.lanmei;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import javax.sql.DataSource;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A test of SQL without Spring. The class gets one new {@link TestDatabase}, dropped after it, and
 * asks for it as a parameter of its constructor, {@code @BeforeEach} or tests: {@link JdbcClient}
 * or {@link DataSource} (as the running application) or {@link TestDatabase}.
 *
 * <pre>{@code
 * @DatabaseTest
 * class ReadingStoreTests {
 *   private final ReadingStore store;
 *
 *   ReadingStoreTests(JdbcClient db) {
 *     store = new ReadingStore(db);
 *   }
 * }
 * }</pre>
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ExtendWith(DatabaseTest.Parameters.class)
public @interface DatabaseTest {

  /** Hands out the class's database. */
  final class Parameters implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
      Class<?> type = parameter.getParameter().getType();
      return type == JdbcClient.class || type == DataSource.class || type == TestDatabase.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
      TestDatabase database = of(test);
      Class<?> type = parameter.getParameter().getType();
      if (type == JdbcClient.class) return database.sql();
      if (type == DataSource.class) return database.app();
      return database;
    }

    /** The store of the outermost class: nested classes share it, its end closes it. */
    private static TestDatabase of(ExtensionContext test) {
      ExtensionContext outermost = test;
      while (outermost.getParent().filter(p -> p.getTestClass().isPresent()).isPresent()) {
        outermost = outermost.getParent().orElseThrow();
      }
      return outermost
          .getStore(Namespace.create(DatabaseTest.class))
          .computeIfAbsent(TestDatabase.class, _ -> TestDatabase.migrated(), TestDatabase.class);
    }
  }
}
