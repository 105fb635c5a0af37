-- How Neovim 0.11 and later starts the server; vim.lsp.config('copydesk', ...) of your own is merged over it.
-- A single file needs no root: then the bundle stands alone.
return {
  cmd = { 'copydesk', 'serve' },
  filetypes = { 'copydesk-bundle' },
  root_markers = { 'copydesk.toml', '.git' },
}
