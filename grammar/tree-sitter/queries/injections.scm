; Comments are searched for what `comment` grammars mark; documentation is Markdown.
((comment) @injection.content
  (#set! injection.language "comment"))
((doc_comment) @injection.content
  (#offset! @injection.content 0 3 0 0)
  (#set! injection.language "markdown_inline"))
