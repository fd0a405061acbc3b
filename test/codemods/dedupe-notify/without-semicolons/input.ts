import Bugsnag from '@bugsnag/js'

export { Bugsnag }

export async function load(id) {
	try {
		return await read(id)
	} catch (err) {
		log(err)
		Bugsnag.notify(err)
		throw err
	}
}
