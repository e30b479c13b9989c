// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/MarkdownSamples.h"

using namespace Qt::StringLiterals;

namespace tributary {

QList<QPair<QString, QString>> markdownSamples()
{
    return {
        {u"paragraphs"_s, u"One *two* **three**.\n\nFour `five` ~~six~~\nseven  \neight\\\nnine.\n"_s},
        {u"headings"_s, u"# A\n## B *c*\n\nSetext\n===\n\nOther\n---\n\n###### Small\ntext\n"_s},
        {u"nested lists"_s,
         u"- a\n  - b\n    1. c\n    2. d\n\n       deep paragraph\n- e\n\n- loose\n\n  more\n* other list\n"_s},
        {u"ordered from seven"_s, u"7. seven\n8. eight\n\n   ```\n   code\n   ```\n9. nine\n\nend\n"_s},
        {u"loose numbers"_s, u"1. a\n\n2. b\n\n10. c\n\n10 is no item\n"_s},
        {u"tasks"_s, u"- [x] done **yes**\n- [ ] open\n  - [x] inner\n\nafter\n"_s},
        {u"empty items"_s, u"-\n-\n  - \n1.\n\n- - a\n  - b\n"_s},
        {u"table"_s, u"| a | b |\n|:--|--:|\n| 1 | `x|y` |\n| **2** |\n| 3 | 4 | 5 |\n\nafter\n"_s},
        {u"table under text"_s, u"text\nmore text\n| a | b |\n|-|-|\n| 1 | 2 |\ntext behind\n\n# End\n"_s},
        {u"two tables"_s, u"| a |\n|---|\n| 1 |\n\n| b |\n|---|\n| 2 |\n\n- x\n\n| c |\n|---|\n"_s},
        {u"table in quote"_s, u"> | a | b |\n> |---|---|\n> | 1 | 2 |\n>\n> text\n\n1. | q |\n   |---|\n   | r |\n"_s},
        {u"fences"_s,
         u"```cpp\nint main()\n{\n\n    return 0;\n}\n```\n\n~~~~\n```\n~~~~\nafter\n\n    indented\n\n    code\n"_s},
        {u"open fence"_s, u"text\n\n```python\ndef f():\n    pass\n\n\n# not a heading\n| no | table |\n"_s},
        {u"fences in a row"_s, u"```\na\n```\n```\nb\n```\n\n```\n```\n"_s},
        {u"quotes"_s, u"> a\n> > b\n> > - c\n> back\nlazy\n\n> ```\n> code\n> ```\n> # h\n\n> new\n"_s},
        {u"footnotes"_s,
         u"One[^a] and two[^b].\n\n[^b]: Note *b*.\n\n    more of b\n\nThree[^c].\n\n[^a]: Note a.\n[^z]: unused\n"_s},
        {u"link definitions"_s,
         u"See [one] and [two][2].\n\nText.\n\n[one]: https://example.com/1\n[2]: https://example.com/2 \"T\"\n"
         "[unused]: https://example.com/3\n\n[three]\n\n[three]: https://example.com/3\n"_s},
        {u"links"_s,
         u"[a](https://a.example \"t\") <https://b.example> https://c.example. [d](javascript:x) me@e.example\n"_s},
        {u"images"_s,
         u"![alt *x*](/dev/zero) and ![](file:///etc/passwd \"t\")\n\n[![i](a.png)](https://x.example)\n"_s},
        {u"raw tags"_s,
         u"a<br>b <b>c</b> vector<int>\n\n<div>\n*x*\n\n<!-- comment\n\n still -->\n\n<script>\nx\n</script>\nend\n"_s},
        {u"formulas"_s,
         u"Let \\(a_1 * b_2 * c\\) be.\n\n\\[\n\\frac{a}{b}\n- c\n\\]\n\n$$\nx_1 \\\\ y_1\n$$\n\n$5 and $6, \\[ open\n"_s},
        {u"carriage returns"_s, u"# A\r\n\r\n- b\r\n- c\r\n\r\n```\r\nd\r\n```\r\re\rf\r\n"_s},
        {u"all unclosed"_s, u"**bold *italic ~~strike `code [link](http://x\n\n> - 1. ```\n> x\n\n| a |\n|-"_s},
        {u"rules"_s, u"a\n\n---\n***\n\n| t |\n|---|\n\n---\n\n- - -\n"_s},
        {u"scripts"_s, u"مرحبا **بالعالم**\n\n- عنصر\n- 漢字😀\n\n👩‍👩‍👧 e\u0301\n"_s},
        {u"odd characters"_s, u"a\u2028b\u2029c \uFDD0d\uFDD1 \uFFFC e\u0000f\tg\n\n```\n\tx\u2029y\n```\n"_s},
        {u"nothing"_s, u"\n\n  \n"_s},
        {u"lone marks"_s, u"text\n\n-\n\n|\n\n>\n\n1\n\n1.\n\n#\n\n`\n\n```\n"_s},
    };
}

} // namespace tributary
