" Bundles: sections, headers, annotations, quotations. See docs/format.md of Copydesk.
if exists('b:current_syntax')
  finish
endif

syntax match bundleEscape /^\\\+\ze--- \l\+\%(\s\+\S\+\)\?\s*$/
syntax match bundleEscape /\\\[/

" The head of a section: its marker, and headers up to the first line that is none.
syntax region bundleHead matchgroup=bundleRule start=/^---\ze \l\+\%(\s\+\S\+\)\?\s*$/ end=/^\ze\%(\a[[:alnum:]-]*:\|\s\+\S\)\@!/ contains=bundleKind,bundleHeader keepend
syntax match bundleKind /^--- \zs\l\+/ contained nextgroup=bundleId skipwhite
syntax match bundleKind / \zs\l\+\ze\%(\s\+\S\+\)\?\s*$/ contained nextgroup=bundleId skipwhite
syntax match bundleId /\S\+/ contained
syntax match bundleHeader /^\a[[:alnum:]-]*\ze:/ contained nextgroup=bundleColon
syntax match bundleColon /:/ contained nextgroup=bundleValue skipwhite
syntax match bundleValue /.*/ contained contains=bundleWords
syntax region bundleWords start=/"/ skip=/\\"/ end=/"/ oneline contained

" [words]{key=value}: brackets followed at once by attributes.
syntax region bundleAnnotation matchgroup=bundleBracket start=/\\\@<!\[\ze[^\[\]]*\%(\[[^\[\]]*\][^\[\]]*\)*\]{[^}]*\<\%(person\|fact\|value\|ignore\)=/ end=/\]\ze{/ oneline contains=bundleAnnotation,bundleAttributes nextgroup=bundleAttributes
syntax region bundleAttributes matchgroup=bundleBracket start=/{/ end=/}/ oneline contained contains=bundleKey
syntax match bundleKey /\<\%(person\|fact\|value\|ignore\)\ze=/ contained

syntax region bundleQuotation start=/“/ end=/”\|\n\s*$/ contains=bundleAnnotation,bundleEscape
syntax region bundleQuotation start=/\%(\w\)\@1<!"\ze\S/ end=/"\|\n\s*$/ contains=bundleAnnotation,bundleEscape

highlight default link bundleRule Delimiter
highlight default link bundleKind Keyword
highlight default link bundleId Function
highlight default link bundleHeader Identifier
highlight default link bundleColon Delimiter
highlight default link bundleWords String
highlight default link bundleEscape SpecialChar
highlight default link bundleAnnotation Underlined
highlight default link bundleBracket Delimiter
highlight default link bundleAttributes Special
highlight default link bundleKey Identifier
highlight default link bundleQuotation String

" What the server says of the words.
highlight default link @lsp.type.person.copydesk-bundle Identifier
highlight default link @lsp.type.place.copydesk-bundle Special
highlight default link @lsp.type.quantity.copydesk-bundle Number
highlight default link @lsp.type.date.copydesk-bundle Number
highlight default link @lsp.type.quotation.copydesk-bundle String
highlight default link @lsp.type.speaker.copydesk-bundle Identifier
highlight default link @lsp.type.furniture.copydesk-bundle Comment
highlight default link @lsp.mod.disputed.copydesk-bundle Underlined

let b:current_syntax = 'copydesk-bundle'
