package io.gpen;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/**
 * Everything public has Javadoc; overriding methods, compact constructors and enum constants aside.
 */
class JavadocTest {

  @Test
  void everythingPublicIsDocumented() throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<String> bare = new ArrayList<>();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
        Stream<Path> tree = Files.walk(Path.of("src/main/java"))) {
      List<Path> sources = tree.filter(p -> p.toString().endsWith(".java")).toList();
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null, files, null, null, null, files.getJavaFileObjectsFromPaths(sources));
      DocTrees docs = DocTrees.instance(task);
      for (CompilationUnitTree unit : task.parse()) {
        new PublicScanner(docs, unit, bare).scan(unit, false);
      }
    }
    assertEquals(List.of(), bare, "public and without Javadoc");
  }

  /**
   * The argument says whether the enclosing type is a public interface, whose members are public.
   */
  private static final class PublicScanner extends TreePathScanner<Void, Boolean> {
    private final DocTrees docs;
    private final CompilationUnitTree unit;
    private final List<String> bare;

    PublicScanner(DocTrees docs, CompilationUnitTree unit, List<String> bare) {
      this.docs = docs;
      this.unit = unit;
      this.bare = bare;
    }

    @Override
    public Void visitClass(ClassTree type, Boolean inInterface) {
      boolean isPublic = inInterface || type.getModifiers().getFlags().contains(Modifier.PUBLIC);
      if (!isPublic) {
        return null;
      }
      check(type.getSimpleName().toString());
      return super.visitClass(type, type.getKind() == Tree.Kind.INTERFACE);
    }

    @Override
    public Void visitMethod(MethodTree method, Boolean inInterface) {
      boolean isPublic = inInterface || method.getModifiers().getFlags().contains(Modifier.PUBLIC);
      boolean overrides =
          method.getModifiers().getAnnotations().stream()
              .anyMatch(a -> a.getAnnotationType().toString().equals("Override"));
      boolean compact = method.getReturnType() == null && method.getParameters().isEmpty();
      if (isPublic && !overrides && !compact) {
        check(method.getName().toString());
      }
      return null;
    }

    private void check(String name) {
      DocCommentTree comment = docs.getDocCommentTree(getCurrentPath());
      if (comment == null || comment.getFullBody().isEmpty()) {
        bare.add(unit.getSourceFile().getName() + ": " + name);
      }
    }
  }
}
