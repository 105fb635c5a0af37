if vim.g.loaded_copydesk or vim.fn.has('nvim-0.11') == 0 then
  return
end
vim.g.loaded_copydesk = true

-- let g:copydesk_autostart = v:false  keeps the server from starting by itself.
if vim.g.copydesk_autostart ~= false then
  vim.lsp.enable('copydesk')
end

local actions = { 'next', 'previous', 'comparison', 'conflicts', 'people', 'why', 'sources', 'report' }

vim.api.nvim_create_user_command('Copydesk', function(given)
  if vim.list_contains(actions, given.args) then
    require('copydesk')[given.args]()
  else
    vim.notify(('Copydesk: %s is none of %s'):format(given.args, table.concat(actions, ', ')), vim.log.levels.ERROR)
  end
end, {
  nargs = 1,
  desc = 'Disputed facts of a bundle',
  complete = function(typed)
    return vim.tbl_filter(function(action)
      return vim.startswith(action, typed)
    end, actions)
  end,
})

for _, action in ipairs(actions) do
  vim.keymap.set('n', ('<Plug>(copydesk-%s)'):format(action), function()
    require('copydesk')[action]()
  end, { desc = 'Copydesk: ' .. action })
end
