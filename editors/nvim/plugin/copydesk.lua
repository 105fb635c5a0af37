if vim.g.loaded_copydesk or vim.fn.has('nvim-0.11') == 0 then
  return
end
vim.g.loaded_copydesk = true

-- let g:copydesk_autostart = v:false  keeps the server from starting by itself.
if vim.g.copydesk_autostart ~= false then
  vim.lsp.enable('copydesk')
end
