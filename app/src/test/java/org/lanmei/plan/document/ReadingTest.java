package org.lanmei.plan.document;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ibm.icu.text.Transliterator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.poi.poifs.crypt.EncryptionInfo;
import org.apache.poi.poifs.crypt.EncryptionMode;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.lanmei.plan.document.PlanFiles.Headings;
import org.lanmei.plan.document.Samples.Sample;
import org.lanmei.plan.document.UnreadableDocument.Reason;

class ReadingTest {

  /** The same plan in every form it may come in. */
  static Stream<Arguments> variants() {
    return Samples.all()
        .filter(s -> !s.name().endsWith("en"))
        .flatMap(
            sample ->
                files(sample.text()).entrySet().stream()
                    .map(e -> Arguments.of(sample, e.getKey(), e.getValue())));
  }

  private static Map<String, byte[]> files(String text) {
    var files = new LinkedHashMap<String, byte[]>();
    files.put("utf-8.txt", PlanFiles.encoded(text, "UTF-8"));
    files.put("utf-8 with mark.txt", PlanFiles.withMark(text, "UTF-8"));
    files.put("utf-16le.txt", PlanFiles.encoded(text, "UTF-16LE"));
    files.put("utf-16be.txt", PlanFiles.encoded(text, "UTF-16BE"));
    files.put("utf-16le with mark.txt", PlanFiles.withMark(text, "UTF-16LE"));
    files.put("utf-16be with mark.txt", PlanFiles.withMark(text, "UTF-16BE"));
    files.put("utf-32le with mark.txt", PlanFiles.withMark(text, "UTF-32LE"));
    files.put("gb18030 crlf.txt", PlanFiles.encoded(text.replace("\n", "\r\n"), "GB18030"));
    files.put("cr.txt", PlanFiles.encoded(text.replace('\n', '\r'), "UTF-8"));
    files.put("blank lines.txt", PlanFiles.encoded(text.replace("\n", "\n\n　　"), "UTF-8"));
    files.put("wrapped.txt", PlanFiles.encoded(wrapped(text), "UTF-8"));
    files.put("full width.txt", PlanFiles.encoded(fullWidth(text), "UTF-8"));
    files.put("full width gb18030.txt", PlanFiles.encoded(fullWidth(text), "GB18030"));
    String traditional = traditional(text);
    files.put("traditional.txt", PlanFiles.encoded(traditional, "UTF-8"));
    files.put("traditional gb18030.txt", PlanFiles.encoded(traditional, "GB18030"));
    for (Headings h : Headings.values()) files.put(h + ".docx", PlanFiles.docx(text, h));
    for (Headings h : List.of(Headings.PLAIN, Headings.STYLED, Headings.UNNUMBERED)) {
      files.put(h + ".html", PlanFiles.html(text, h).replace("CHARSET", "utf-8").getBytes(UTF_8));
    }
    files.put(
        "gb2312.htm",
        PlanFiles.encoded(
            PlanFiles.html(text, Headings.STYLED).replace("CHARSET", "gb2312"), "GB18030"));
    files.put("br.html", PlanFiles.htmlLines(text).getBytes(UTF_8));
    files.put("tags without the name", PlanFiles.htmlLines(text).getBytes(UTF_8));
    return files;
  }

  private static String traditional(String text) {
    return Transliterator.getInstance("Simplified-Traditional").transliterate(text);
  }

  /** At 38 characters, as text copied from a page is. */
  private static String wrapped(String text) {
    return text.lines()
        .map(l -> l.replaceAll("(.{38})(?=.)", "$1\n"))
        .collect(java.util.stream.Collectors.joining("\n"));
  }

  private static String fullWidth(String text) {
    var out = new StringBuilder();
    for (char c : text.toCharArray()) {
      out.append("0123456789.,()".indexOf(c) >= 0 ? (char) (c + 0xFEE0) : c);
    }
    return out.toString();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("variants")
  void every_form_gives_every_sentence_and_no_difference(Sample sample, String name, byte[] file) {
    PlanDocument doc = PlanDocument.read(name, file);
    var matching = Matching.match(doc, sample.register());
    assertThat(matching.foundCommitments()).isEqualTo(matching.commitments());
    assertThat(matching.found()).hasSize(sample.total());
    assertThat(matching.differences()).isEmpty();
    assertThat(doc.format().name().toLowerCase(java.util.Locale.ROOT))
        .isEqualTo(name.endsWith(".docx") ? "docx" : name.endsWith(".txt") ? "txt" : "html");
    assertThat(doc.script()).isEqualTo(name.startsWith("traditional") ? Script.HANT : Script.HANS);
    if (!name.startsWith("UNNUMBERED")) {
      assertThat(matching.found()).allMatch(f -> f.at().equals(f.id()));
    }
    // The text itself is never normalised.
    if (name.startsWith("full width")) {
      assertThat(doc.clause("4.2.1").orElseThrow().written()).isEqualTo("４．２．１");
    }
  }

  @Test
  void the_encoding_found_is_named() {
    Map<String, byte[]> files = files(Samples.chinese());
    assertThat(charset(files, "utf-8.txt")).isEqualTo("UTF-8");
    assertThat(charset(files, "utf-16le.txt")).isEqualTo("UTF-16LE");
    assertThat(charset(files, "utf-16be with mark.txt")).isEqualTo("UTF-16BE");
    assertThat(charset(files, "gb18030 crlf.txt")).isEqualTo("GB18030");
    assertThat(charset(files, "gb2312.htm")).isEqualTo("GB18030");
  }

  private static String charset(Map<String, byte[]> files, String name) {
    return PlanDocument.read(name, files.get(name)).charset();
  }

  @Test
  void the_missing_first_heading_is_said_and_its_text_named_by_its_number() {
    PlanDocument doc = Samples.read(Samples.chinese());
    Clause first = doc.clauses().getFirst();
    assertThat(first.missing()).isTrue();
    assertThat(first.address()).isEqualTo("一");
    assertThat(first.sentences()).hasSize(2);
    assertThat(doc.notes())
        .anyMatch(n -> n.key().equals("plan-document.note.first-heading-missing"));
  }

  @Test
  void sentences_know_their_place() {
    String text = "前言说明。\n一、目标\n　　甲城修桥。“乙城修路。”丙城修坝(见附件。)完毕。\n";
    PlanDocument doc = Samples.read(text);
    var lines = text.split("\n");
    var sentences = doc.clause("一").orElseThrow().sentences();
    assertThat(sentences)
        .extracting(Sentence::text)
        .containsExactly("甲城修桥。", "“乙城修路。”", "丙城修坝(见附件。)完毕。");
    for (Sentence s : sentences) {
      assertThat(lines[s.line() - 1].substring(s.offset())).startsWith(s.text());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "甲。乙！丙？丁。|4",
        "办好“清水。周”活动。开展《论语。新解》研讨。|2",
        "如(一。二。)三。四。|2",
        "“是吗?”他问。“是。”他答。|3",
        "落实《昆明宣言 生态文明:共建》。加强合作……并推进。|2",
        "未闭合的“引号。后一句。|2",
        "It costs U.S.$ 3.5 million, cf. No. 5 and Sec. 4.1.1. Next one. Is it? Yes!|4",
        "Mr. A. Smith of the U.S. Navy met Dr. Lee, e.g. in St. Paul, etc. and left.|1",
        "He said \"Stop. Go.\" Then (see Fig. 3. It is old.) he left. See Annex A. The end.|4",
        "The member states’ plan of 2018-2022 i.e. the first. U.S. It ends.|3"
      })
  void sentences_end_where_they_should(String text, int count) {
    assertThat(SentenceBreaks.ends(text, true)).as(ends(text)).hasSize(count);
  }

  private static String ends(String text) {
    var cut = new StringBuilder(text);
    var ends = new ArrayList<>(SentenceBreaks.ends(text, true));
    for (int end : ends.reversed()) cut.insert(end, "|");
    return cut.toString();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "一、目标|HAN|一|目标",
        "二　基本原则|HAN|二|基本原则",
        "十二、附则|HAN|十二|附则",
        "（一）政治|HAN_PAREN|(一)|政治",
        "第一章 总则|CHAPTER|第一章|总则",
        "第十二条 罚则|ARTICLE|第十二条|罚则",
        "４．２．１２ 水资源|DECIMAL|4.2.12|水资源",
        "4.2.12.水资源|DECIMAL|4.2.12|水资源",
        "4.1.3.1公共卫生|DECIMAL|4.1.3.1|公共卫生",
        "4.1. Politics|DECIMAL|4.1|Politics",
        "IV. Support|ROMAN|IV|Support",
        "1) First|ARABIC_PAREN|(1)|First",
        "（1）第一|ARABIC_PAREN|(1)|第一",
        "3、第三|ARABIC|3|第三",
        "(a) Police|LETTER_PAREN|(a)|Police",
        "B. Trade|LETTER|B|Trade",
        "Chapter II – Goals|CHAPTER|Chapter-II|Goals",
        "②设施|CIRCLED|②|设施"
      })
  void numbers_of_headings(String line, HeadingNumber.Style style, String normal, String title) {
    var number =
        HeadingNumber.at(line).stream().filter(n -> n.style() == style).findFirst().orElseThrow();
    assertThat(number.normal()).isEqualTo(normal);
    assertThat(line.substring(number.end())).isEqualTo(title);
  }

  @Test
  void what_only_looks_like_a_number_is_none() {
    for (String line :
        List.of("2030 Agenda", "5G 网络", "一带一路", "二十国集团", "I think", "3.5% of it", "4.12abc")) {
      var plausible =
          HeadingNumber.at(line).stream().filter(n -> n.values().getFirst() < 60).toList();
      assertThat(plausible).as(line).isEmpty();
    }
  }

  @Test
  void headings_of_every_depth_nest() {
    String text =
        """
        第一章 总则
        本章说明范围。
        第二章 合作
        一、政治
        （一）会议
        每年开会一次。
        （二）互访
        1. 高层
        每两年互访。
        2. 地方
        视情互访。
        二、经济
        2.5亿元用于修路。
        (1)第一项修东路;
        (2)第二项修西路。
        """;
    PlanDocument doc = Samples.read(text);
    assertThat(doc.clauses())
        .extracting(
            c -> c.depth() + " " + c.address() + " " + c.title() + " " + c.sentences().size())
        .containsExactly(
            "1 第一章 总则 1",
            "1 第二章 合作 0",
            "2 第二章.一 政治 0",
            "3 第二章.一(一) 会议 1",
            "3 第二章.一(二) 互访 0",
            "4 第二章.一(二).1 高层 1",
            "4 第二章.一(二).2 地方 1",
            "2 第二章.二 经济 3");
  }

  @Test
  void english_headings_lists_and_wrapped_lines() {
    String wrapped =
        """
        I. Goals

        The six cities on the three rivers have agreed to look after one river
        together and to meet the costs of this work, which amount to about U.S.$
        4.1 million in the first years of the plan.

        II. Work
        4.1.1 Floods
        The cities will:
        (a) hold a drill every year;
        (b) build a mechanism.
        (a) Police
        They keep in contact.
        """;
    PlanDocument doc = Samples.read(wrapped);
    assertThat(doc.script()).isEqualTo(Script.LATIN);
    var goals = doc.clause("I").orElseThrow().sentences();
    assertThat(goals).hasSize(1);
    assertThat(goals.getFirst().text())
        .endsWith("about U.S.$ 4.1 million in the first years of the plan.");
    assertThat(doc.clause("4.1.1").orElseThrow().sentences())
        .extracting(Sentence::text)
        .containsExactly(
            "The cities will:", "(a) hold a drill every year;", "(b) build a mechanism.");
    assertThat(doc.clause("4.1.1(a)").orElseThrow().title()).isEqualTo("Police");
    assertThat(Samples.read(Samples.english()).title())
        .isEqualTo("Five-Year Plan of Action of the Three Rivers Union (2023-2027)");
  }

  @Test
  void a_table_of_contents_and_page_numbers_are_left_out() {
    String text = "目录\n一、目标……………… 1\n二、工作\t2\n一、目标\n修桥。\n- 1 -\n二、工作\n修路。\n第2页\n";
    PlanDocument doc = Samples.read(text);
    assertThat(doc.clauses()).extracting(Clause::address).containsExactly("一", "二");
    assertThat(doc.sentenceCount()).isEqualTo(2);
    assertThat(doc.notes())
        .extracting(n -> n.key())
        .containsExactlyInAnyOrder(
            "plan-document.note.page-numbers", "plan-document.note.table-of-contents");
  }

  @Test
  void word_files_with_tables_controls_and_tracked_changes() throws IOException {
    String body =
        """
        <w:p><w:pPr><w:pStyle w:val="TOC1"/></w:pPr><w:r><w:t>一、目标 1</w:t></w:r></w:p>
        <w:p><w:r><w:t>一、目</w:t></w:r><w:r><w:t>标</w:t></w:r></w:p>
        <w:sdt><w:sdtContent><w:p><w:r><w:t>修桥</w:t><w:instrText>PAGE</w:instrText></w:r>
        <w:del><w:r><w:delText>毁路</w:delText></w:r></w:del><w:ins><w:r><w:t>补路。</w:t></w:r></w:ins></w:p>
        </w:sdtContent></w:sdt>
        <w:tbl><w:tr><w:tc><w:p><w:r><w:t>二、工作</w:t><w:br/><w:t>种树。</w:t></w:r></w:p></w:tc>
        <w:tc><w:p><w:r><w:footnoteReference w:id="2"/><w:t xml:space="preserve"> 养鱼。</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
        """;
    for (String namespace :
        List.of(
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            "http://purl.oclc.org/ooxml/wordprocessingml/main")) {
      PlanDocument doc = PlanDocument.read("a.docx", rawDocx(body, namespace));
      assertThat(doc.clauses())
          .extracting(c -> c.address() + c.sentences().stream().map(Sentence::text).toList())
          .containsExactly("一[修桥补路。]", "二[种树。, 养鱼。]");
      assertThat(doc.notes())
          .extracting(n -> n.key())
          .contains("plan-document.note.tracked-changes", "plan-document.note.table-of-contents");
    }
  }

  private static byte[] rawDocx(String body, String namespace) throws IOException {
    var out = new ByteArrayOutputStream();
    var parts = new LinkedHashMap<String, String>();
    parts.put(
        "[Content_Types].xml",
        "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default"
            + " Extension=\"rels\""
            + " ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Override"
            + " PartName=\"/word/document.xml\""
            + " ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/>"
            + "</Types>");
    parts.put(
        "_rels/.rels",
        "<Relationships"
            + " xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship"
            + " Id=\"r1\""
            + " Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\""
            + " Target=\"word/document.xml\"/></Relationships>");
    parts.put(
        "word/document.xml",
        "<w:document xmlns:w=\"" + namespace + "\"><w:body>" + body + "</w:body></w:document>");
    try (var zip = new ZipOutputStream(out)) {
      for (var part : parts.entrySet()) {
        zip.putNextEntry(new ZipEntry(part.getKey()));
        zip.write(part.getValue().getBytes(UTF_8));
      }
    }
    return out.toByteArray();
  }

  @Test
  void hostile_xml_is_refused() throws IOException {
    // Attributes that do not compress, so that it is the depth that is tried and not the size.
    var deep = new StringBuilder("<w:p><w:r><w:t>");
    var random = new java.util.Random(1);
    for (int i = 0; i < 30_000; i++) deep.append("<w:x a=\"" + random.nextLong() + "\">");
    deep.append("</w:x>".repeat(30_000)).append("</w:t></w:r></w:p>");
    String wordprocessing = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    assertThat(refused("a.docx", rawDocx(deep.toString(), wordprocessing)).reason())
        .isIn(Reason.EMPTY, Reason.DAMAGED);
    assertThat(refused("a.docx", rawDocx("<w:p/>".repeat(3_000_000), wordprocessing)).reason())
        .isIn(Reason.TOO_LARGE, Reason.ZIP_BOMB);
    String entity = "\"><!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><w:p>&x;</w:p>";
    assertThat(refused("a.docx", rawDocx(entity, wordprocessing)).reason())
        .isEqualTo(Reason.DAMAGED);
  }

  // ---- what is refused

  private static UnreadableDocument refused(String name, byte[] file) {
    var thrown = new UnreadableDocument[1];
    assertThatThrownBy(() -> PlanDocument.read(name, file))
        .isInstanceOfSatisfying(UnreadableDocument.class, e -> thrown[0] = e);
    return thrown[0];
  }

  @Test
  void empty_and_foreign_files_are_refused() throws IOException {
    assertThat(refused("a.txt", new byte[0]).reason()).isEqualTo(Reason.EMPTY);
    assertThat(refused("a.txt", " \r\n　\n".getBytes(UTF_8)).reason()).isEqualTo(Reason.EMPTY);
    assertThat(refused("a.html", "<html><body> </body></html>".getBytes(UTF_8)).reason())
        .isEqualTo(Reason.EMPTY);
    assertThat(refused("a.pdf", "%PDF-1.7 x".getBytes(UTF_8)).reason()).isEqualTo(Reason.PDF);
    assertThat(refused("a.rtf", "{\\rtf1 x}".getBytes(UTF_8)).reason()).isEqualTo(Reason.RTF);
    assertThat(refused("a.docx", "一、目标\n修桥。".getBytes(UTF_8)).reason()).isEqualTo(Reason.DAMAGED);
    assertThat(refused("a.png", new byte[] {(byte) 0x89, 'P', 'N', 'G', 0, 1, 2, 3}).reason())
        .isEqualTo(Reason.NOT_A_DOCUMENT);
    assertThat(refused("a.txt", "修桥。\n修路。\n".getBytes(UTF_8)).reason())
        .isEqualTo(Reason.NO_HEADINGS);
    assertThat(refused("a.txt", new byte[20_000_001]).reason()).isEqualTo(Reason.TOO_LARGE);
    assertThat(refused("a.txt", new byte[20_000_001]).kind().status()).isEqualTo(413);
    var sheet = new ByteArrayOutputStream();
    try (var book = new org.apache.poi.xssf.usermodel.XSSFWorkbook()) {
      book.createSheet();
      book.write(sheet);
    }
    assertThat(refused("a.docx", sheet.toByteArray()).reason()).isEqualTo(Reason.NOT_A_DOCUMENT);
  }

  @Test
  void old_and_locked_word_files_are_refused() throws Exception {
    try (var old = new POIFSFileSystem()) {
      old.createDocument(new java.io.ByteArrayInputStream(new byte[5000]), "WordDocument");
      var out = new ByteArrayOutputStream();
      old.writeFilesystem(out);
      assertThat(refused("a.doc", out.toByteArray()).reason()).isEqualTo(Reason.OLD_WORD);
    }
    try (var locked = new POIFSFileSystem()) {
      var encryptor = new EncryptionInfo(EncryptionMode.agile).getEncryptor();
      encryptor.confirmPassword("secret");
      try (var inside = encryptor.getDataStream(locked)) {
        inside.write(PlanFiles.docx(Samples.chinese(), Headings.PLAIN));
      }
      var out = new ByteArrayOutputStream();
      locked.writeFilesystem(out);
      assertThat(refused("a.docx", out.toByteArray()).reason()).isEqualTo(Reason.PASSWORD);
    }
  }

  @Test
  void a_zip_bomb_is_refused_quickly() throws IOException {
    var out = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry("word/document.xml"));
      byte[] zeros = new byte[1 << 20];
      for (int i = 0; i < 300; i++) zip.write(zeros);
    }
    long start = System.nanoTime();
    assertThat(refused("a.docx", out.toByteArray()).reason()).isEqualTo(Reason.ZIP_BOMB);
    assertThat((System.nanoTime() - start) / 1_000_000).isLessThan(2000);
  }

  @Test
  void undecodable_bytes_are_named_by_line_and_offset() {
    byte[] good = Samples.chinese().getBytes(UTF_8);
    byte[] bad = good.clone();
    String before = Samples.chinese().substring(0, Samples.chinese().indexOf("三、工作架构"));
    int at = before.getBytes(UTF_8).length;
    bad[at] = (byte) 0xFF;
    var problem = refused("a.txt", bad);
    assertThat(problem.reason()).isEqualTo(Reason.UNDECODABLE);
    assertThat(problem.line()).isEqualTo(4);
    assertThat(problem.offset()).isEqualTo(at);
    assertThat(problem.detail().args()).containsExactly(4, (long) at, "UTF-8");

    byte[] gb = PlanFiles.encoded(Samples.chinese().replace("\n", "\r\n"), "GB18030");
    int late = gb.length - 40;
    gb[late] = (byte) 0xFF;
    gb[late + 1] = (byte) 0xFF;
    assertThat(refused("a.txt", gb).detail().args()).contains("GB18030");

    byte[] cut = Arrays.copyOf(PlanFiles.withMark(Samples.chinese(), "UTF-16LE"), 301);
    assertThat(refused("a.txt", cut).reason()).isEqualTo(Reason.UNDECODABLE);
    assertThat(refused("a.txt", cut).offset()).isEqualTo(300);

    String lost = Samples.chinese().replace("洪水预警", "洪水\uFFFD警");
    var problem2 = refused("a.txt", lost.getBytes(UTF_8));
    assertThat(problem2.reason()).isEqualTo(Reason.LOST_CHARACTER);
    assertThat(problem2.line()).isEqualTo(9);
    assertThat(problem2.offset())
        .isEqualTo(lost.substring(0, lost.indexOf('\uFFFD')).getBytes(UTF_8).length);
  }

  @Test
  void western_eight_bit_text_is_not_taken_for_chinese() {
    byte[] file =
        "I. Café\nThe “édu” naïve façade is über alles.\n"
            .getBytes(java.nio.charset.Charset.forName("windows-1252"));
    assertThat(refused("a.txt", file).reason()).isEqualTo(Reason.UNDECODABLE);
  }

  @Test
  void every_reason_gives_a_message_key() {
    assertThat(refused("a.txt", new byte[0]).detail().key())
        .isEqualTo("problem.plan-document.empty.detail");
  }
}
