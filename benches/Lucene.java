// Lucene with its analyzer of CJK bigrams, for benches/peers.py: `Lucene index DOCS INDEX`, or `Lucene ask INDEX [all]`,
// which answers each line of its input, a phrase, with a line: microseconds, then the paths that were found, by tabs.
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.stream.Stream;
import org.apache.lucene.analysis.cjk.CJKAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TopScoreDocCollector;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.QueryBuilder;

public class Lucene {
    public static void main(String[] args) throws Exception {
        if (args[0].equals("index")) {
            index(Paths.get(args[1]), Paths.get(args[2]));
        } else {
            ask(Paths.get(args[1]), args.length > 2);
        }
    }

    static void index(Path docs, Path index) throws Exception {
        IndexWriterConfig config = new IndexWriterConfig(new CJKAnalyzer());
        config.setRAMBufferSizeMB(128);
        try (IndexWriter writer = new IndexWriter(FSDirectory.open(index), config); Stream<Path> all = Files.walk(docs)) {
            for (Path path : (Iterable<Path>) all.filter(Files::isRegularFile).sorted()::iterator) {
                Document document = new Document();
                document.add(new StoredField("path", docs.relativize(path).toString()));
                String text = new String(Files.readAllBytes(path), StandardCharsets.UTF_8);
                document.add(new TextField("text", text, Field.Store.NO));
                writer.addDocument(document);
            }
        }
    }

    static void ask(Path index, boolean all) throws Exception {
        DirectoryReader reader = DirectoryReader.open(FSDirectory.open(index));
        IndexSearcher searcher = new IndexSearcher(reader);
        QueryBuilder builder = new QueryBuilder(new CJKAnalyzer());
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            long started = System.nanoTime();
            Query query = builder.createPhraseQuery("text", line);
            StringBuilder paths = new StringBuilder();
            if (query != null) {
                TopScoreDocCollector top =
                    TopScoreDocCollector.create(all ? Math.max(1, reader.maxDoc()) : 10, Integer.MAX_VALUE);
                searcher.search(query, top);
                for (ScoreDoc found : top.topDocs().scoreDocs) {
                    paths.append('\t').append(searcher.doc(found.doc).get("path"));
                }
            }
            System.out.println((System.nanoTime() - started) / 1000 + paths.toString());
        }
    }
}
