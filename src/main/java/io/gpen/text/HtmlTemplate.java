package io.gpen.text;

import com.samskivert.mustache.DefaultCollector;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Optional;

/**
 * A Mustache template of an HTML page. {@code {{name}}} is the component of a record, escaped for
 * HTML text and quoted attributes; what is null or an empty {@link Optional} is empty. A name that
 * no record has is an error. {@code {{>name}}} includes the resource {@code name.html} beside the
 * template.
 */
public final class HtmlTemplate {

  private final Template template;

  private HtmlTemplate(Template template) {
    this.template = template;
  }

  /**
   * {@return a template from the resources}
   *
   * @param owner the class beside whose resources it lies
   * @param name the name of the resource, without {@code .html}
   */
  public static HtmlTemplate of(Class<?> owner, String name) {
    Mustache.Compiler compiler =
        Mustache.compiler()
            .escapeHTML(true)
            .nullValue("")
            .withFormatter(HtmlTemplate::text)
            .withCollector(new OptionalCollector())
            .withLoader(part -> open(owner, part));
    try (Reader text = open(owner, name)) {
      return new HtmlTemplate(compiler.compile(text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * {@return the text of the template with the values of a record}
   *
   * @param values the record
   */
  public String render(Record values) {
    return template.execute(values);
  }

  private static String text(Object value) {
    return value instanceof Optional<?> optional
        ? optional.map(String::valueOf).orElse("")
        : String.valueOf(value);
  }

  /** Takes an {@link Optional} as a list of at most one, so that a section of it may be absent. */
  private static final class OptionalCollector extends DefaultCollector {
    @Override
    public Iterator<?> toIterator(Object value) {
      return value instanceof Optional<?> optional
          ? optional.stream().iterator()
          : super.toIterator(value);
    }
  }

  private static Reader open(Class<?> owner, String name) {
    InputStream resource = owner.getResourceAsStream(name + ".html");
    if (resource == null) {
      throw new IllegalArgumentException(owner.getName() + " has no template " + name);
    }
    return new InputStreamReader(resource, StandardCharsets.UTF_8);
  }
}
